// What every page does. Each behaviour is a file; everything works without them.
