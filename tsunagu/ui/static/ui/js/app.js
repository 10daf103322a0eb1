// What every page does. Each behaviour is a file; everything works without them.
import "./find.js";
import "./drafts.js";
import "./outbox.js";
import "./keys.js";
import "./focus.js";
import "./language.js";
import "./dialog.js";
import "./copy.js";
