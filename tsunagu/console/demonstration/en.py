"""Harbour Case Management: a hospital discharge team and a community mental-health team on the American east coast."""

# ruff: noqa: E501 - sentences with their choices, one a line

from __future__ import annotations

from tsunagu.console.demonstration.stock import Aim, Help, Situation, Stock, Worker

WORKERS = (
    Worker("tomas", "Tomás Rivera-Okafor", ("case_manager",), "nurse", 0, ("us_hospital_discharge",)),
    Worker("noor", "Noor Haddad", ("case_manager",), "occupational_therapist", 1, ("intensive",)),
    Worker("imani", "Imani Castellanos", ("intake_worker",), "social_worker", 1),
    Worker("ruth", "Ruth Abernathy", ("supervisor", "case_manager"), "social_worker", 1),
    Worker("dale", "Dale Whitcombe", ("director",), "health_administrator", 1),
    Worker("priya", "Priya Raghunathan", ("safeguarding_officer", "case_manager"), "social_worker", 1),
    Worker("alex", "Alex Lindqvist", ("administrator",), "clerk", 1),
    Worker("odile", "Odile Marchetti", ("auditor",), "other", 1),
    Worker("grace", "Grace Adeyemi-Holt", ("case_manager",), "nurse", 0, ("us_hospital_discharge",)),
    Worker("helen", "Helen Osgood", ("supervisor", "case_manager"), "nurse", 0, ("us_hospital_discharge",)),
    Worker("desmond", "Desmond Achterberg", ("case_manager",), "nurse", 1, ("intensive",)),
    Worker("lucia", "Lucía Ferreira-Nolan", ("case_manager",), "counsellor", 1, ("clinical", "strengths")),
    Worker("bram", "Bram Tolliver", ("case_manager",), "social_worker", 1, ("brokerage", "targeted")),
)

DISCHARGE, COMMUNITY = "us_hospital_discharge", "mental_health"

SITUATIONS = (
    Situation(
        DISCHARGE,
        reason=(
            "[Ischemic stroke|Left-sided stroke|Small right-hemisphere stroke] on {weekday}, weak on the {side}. {Their} {carer} says {they} cannot manage the stairs at home and asks [what help there is|who will come|whether {they} may go home at all].",
        ),
        words=(
            "I want [my own bed and my own kettle|to go home to {street_short}|to be back before {season}]. [I will do the exercises.|The stairs do not frighten me.|Nobody has asked me yet where I want to live.]",
        ),
        need=(
            "To get safely up and down the stairs to [the bedroom|the front door|the bathroom] and wash without [help|waiting for {carer}|a stranger in the house]",
        ),
        long=Aim(
            (
                "Lives at home again and [goes to {hobby} by {them}self|walks to {shop} alone|cooks for {carer} on Sundays]",
            ),
            "Days at home in the last month",
            "0 days",
            "28 of 28 days",
            "daily_living",
        ),
        short=(
            Aim(
                (
                    "[Twelve|Fourteen|Nine|Eleven] stairs with the rail, without anybody’s hand, [by {season}|{carer} watching|twice a day]",
                ),
                "Stairs climbed without help, seen by the therapist",
                "2 stairs with one person",
                "All stairs with the rail",
                "health",
            ),
            Aim(
                (
                    "Showers and dresses with [the seat and the long sponge|{carer} in the next room|the new grab bars] [each morning|before {hobby}|three times a week]",
                ),
                "Barthel items bathing and dressing",
                "Needs one person",
                "On {their} own",
                "self_care",
            ),
        ),
        helps=(
            Help(
                ("Physical therapy at home",),
                "therapy",
                "rehabilitation",
                ("three times a week", "twice a week"),
                sector="health",
            ),
            Help(
                ("Home health aide for washing and dressing",),
                "home_care",
                "home_help",
                ("each morning", "five mornings a week"),
            ),
            Help(
                ("Shower seat, raised toilet seat and second stair rail",),
                "equipment",
                "equipment",
                ("once", "delivered before discharge"),
                "surroundings",
            ),
            Help(
                ("Takes {them} to the neurology appointment",),
                "family",
                "transport",
                ("once a month", "every six weeks"),
            ),
        ),
        notes=(
            "Climbed [five|seven|nine|eleven] stairs with the rail while I watched; the {side} foot [drags a little after lunch|is steadier than last week|catches on the top step]. [Blood pressure 134/78 at rest.|No new weakness, speech clear.|{Their} {carer} counted the pills with us and two were left over.]",
            "The aide [came on time all week|missed Tuesday and nobody called|now starts at eight], and washing takes {them} [half|two thirds of] the time it did. [{They} wants the evenings to {them}self.|The shower seat wobbles; the equipment firm has been told.|{They} showed me the exercises without being asked.]",
        ),
        health=(
            "Stroke, recovering: [power {side} 4 of 5|balance is the weaker part|tires after forty minutes]; swallowing [is safe|was tested again and is safe]. Blood pressure [controlled on two tablets|138 over 80 on the ward|to be taken each morning at home].",
        ),
        ages=(64, 88),
        models=("brokerage", "brokerage", ""),
        ward=("4 East", "Stroke unit", "6 North"),
        alone=True,
    ),
    Situation(
        COMMUNITY,
        reason=(
            "[Third admission|Second admission|Fourth emergency visit] since {season_past} with voices and no sleep. Stops the tablets when {they} [feels well|cannot get to the pharmacy|hears the neighbours]. [The lease is at risk after complaints about noise.|{Their} {carer} can no longer keep the spare room.|The landlord has written twice.]",
        ),
        words=(
            "[I sleep better when somebody knocks on Tuesdays.|I know what the tablets do, and I know what they take.|If I lose the flat I lose the cat.] [I want to work with plants again.|I want to play {hobby} with other people in the room.|Come with me to the doctor, then I will go.]",
        ),
        need=(
            "To [keep the apartment on {street_short}|stay out of hospital this {season}|sleep and take the medicine in a way {they} can live with]",
        ),
        long=Aim(
            (
                "A year in {their} own apartment [with {hobby} on Thursdays|and no night in the emergency room|with the rent paid on the first]",
            ),
            "Nights at home, counted each month",
            "19 of 30",
            "30 of 30",
            "housing",
        ),
        short=(
            Aim(
                (
                    "Takes the [monthly injection|evening tablets] on [six|ten|twelve] dates in a row, [at home|on {weekday}s|with a text from {carer}]",
                ),
                "Injection or pharmacy record",
                "Half of them",
                "All of them",
                "mental_health",
            ),
            Aim(
                (
                    "Speaks with the landlord on {street_short} [before the first of each month|each time a letter comes|once with us and once alone]",
                ),
                "Letters opened and answered",
                "None",
                "Each within a week",
                "housing",
            ),
        ),
        helps=(
            Help(
                ("Medication support at home",),
                "mental",
                "nursing",
                ("each week", "every fourth week"),
                sector="mental_health",
            ),
            Help(
                ("Goes along to the clinic and the housing office",),
                "worker",
                "other",
                ("once a month", "twice a month"),
            ),
            Help(
                ("Peer support group",), "peer", "peer_support", ("each Thursday", "each week"), sector="mental_health"
            ),
        ),
        notes=(
            "[Dishes done, curtains open.|The hall smells of paint; {they} has begun on the bathroom door.|Curtains closed at noon, television loud.] Slept [five|six|seven] hours. The voices are [there but further off|louder in the stairwell|quiet since the injection]; no thoughts of harming {them}self or others when asked directly.",
            "Went together to [the clinic on Dock Street|the housing office|the pharmacy], [{they} spoke and I listened|{they} waited outside until our number came|we walked back along the water]. [The rent arrears are down to 140 dollars.|The doctor halved the evening dose.|The next injection is booked.]",
        ),
        health=(
            "Schizophrenia for {years} years; [sleep is the first sign|stops eating before it gets bad|withdraws for a week beforehand]. Weight [up six pounds since {season_past}|steady]; smokes [ten|fifteen|twenty] a day.",
        ),
        ages=(22, 58),
        models=("intensive",),
        referrers=("hospital", "agency", "court"),
    ),
    Situation(
        DISCHARGE,
        reason=(
            "Heart failure, [second|third] admission in [four|five|six] months. Weighs {them}self [when {they} remembers|never|on a scale from 1980]. Lives with {carer}, who [works nights|is not well either|drives {them} everywhere].",
        ),
        words=(
            "[Water tablets rule my day.|I am tired of this bed.|Tell me in plain words what I may eat.] [I want to be at the wedding in {season}.|I want to fish off the pier again.|I want {carer} to sleep for once.]",
        ),
        need=(
            "To notice [water and weight|swelling and breath] early enough [to be at {hobby}|to let {carer} sleep|to stay out of {hospital}], and know whom to call before it is an emergency",
        ),
        long=Aim(
            ("Stays out of hospital for six months and [gets to {hobby}|takes the bus to {shop}|keeps the garden]",),
            "Unplanned admissions",
            "3 in six months",
            "None in six months",
            "health",
        ),
        short=(
            Aim(
                ("Weighs {them}self each morning and calls [us|the nurse|{doctor}] at [two|three] pounds more",),
                "Days with a weight in the book",
                "2 of 7",
                "7 of 7",
                "health",
            ),
            Aim(
                ("Tells {carer} in {their} own words what each [water tablet|heart tablet|tablet] is for",),
                "Teach-back, tablets explained",
                "2 of 9",
                "9 of 9",
                "self_care",
            ),
        ),
        helps=(
            Help(
                ("Heart failure nurse at home",), "nursing", "nursing", ("twice a week", "each week"), sector="health"
            ),
            Help(("Low-salt meals delivered",), "meals", "meals", ("five days a week", "each weekday")),
            Help(("Scale that speaks the weight",), "equipment", "equipment", ("once",), "surroundings"),
        ),
        notes=(
            "Weight [164|171|182|158] pounds, [one less than|the same as|two more than] yesterday. Ankles [dry|a little full by evening]; sleeps on [one pillow|two pillows]. [{They} told me three of the tablets without looking.|The pill box is filled to Saturday.|{Their} {carer} has the nurse’s number on the door.]",
            "[Short of breath on the porch steps only.|Walked to the mailbox and back.|Ate soup from a can twice; we read the salt on it together.] The meals [taste of nothing, {they} says, and {they} eats them|come warm|went to the wrong door on Friday].",
        ),
        health=(
            "Heart failure, ejection fraction [30|35|40]; kidneys [watched each week|stable]. Dry weight [160|168|175] pounds. [Knows the early signs.|Takes swelling for tiredness.]",
        ),
        ages=(61, 90),
        models=("brokerage", ""),
        ward=("Cardiac step-down", "5 West", "7 South"),
    ),
    Situation(
        COMMUNITY,
        reason=(
            "Has not left the apartment much since [{their} wife died|the layoff|the accident in {season_past}]. [Primary care sees low mood and a score of 17.|{Their} {carer} brings food and is worried.|Stopped answering the phone.] {They} would like to talk with one person, not five.",
        ),
        words=(
            "[The days have no edges.|I used to be somebody people called.|Mornings are the worst of it.] [I want to want something.|I would like to fix clocks again.|Talking helps when it is about something.]",
        ),
        need=(
            "To [sleep, eat and get out of the door again|have a week with something in it|live with the loss and not only in it], [with {hobby} in reach|without leaning on {carer}|before {season}]",
        ),
        long=Aim(
            (
                "Leaves the house on most days and [takes up {hobby} again|sees {carer} on Sundays|works three mornings a week]",
            ),
            "Days out of the house in a week",
            "1 of 7",
            "5 of 7",
            "mental_health",
        ),
        short=(
            Aim(
                (
                    "Comes to [eight|ten|twelve] sessions and tries one thing between them: [{hobby}|a call to {carer}|the way to {shop}]",
                ),
                "PHQ-9, every second session",
                "17",
                "Below 10",
                "mental_health",
            ),
            Aim(
                ("Walks to {shop} and back [each morning|three times a week]",),
                "Own tally on the calendar",
                "0 a week",
                "3 a week",
                "leisure",
            ),
        ),
        helps=(
            Help(("Sessions here",), "worker", "counselling", ("each week",)),
            Help(
                ("Antidepressant and its review",),
                "primary",
                "medical",
                ("every six weeks", "each month"),
                sector="health",
            ),
            Help(("Morning walk",), "person", "other", ("each morning", "three times a week")),
        ),
        notes=(
            "Session on [what the evenings are for|the letter {they} did not send|sleep, and the hour before it]. {They} [brought the tally: four walks|had not done the walks and said so first|laughed once, at {them}self]. No thoughts of ending {their} life; asked directly.",
            "We [made a list of mornings|went back to the week before it began|practised the phone call to {carer}]. PHQ-9 today [15|13|12|11|9]. [Tearful, then clear.|Quicker in speech than last week.|Slept through twice.]",
        ),
        health=(
            "Depression, [first|second] episode, moderate; [tablets since {season_past}|no tablets by {their} own choice so far]. Appetite [back|poor in the mornings]. Drinks [nothing|two beers on Fridays].",
        ),
        ages=(31, 74),
        models=("clinical", "strengths"),
        referrers=("hospital", "self", "family"),
    ),
    Situation(
        DISCHARGE,
        reason=(
            "Hip fracture after a fall [in the kitchen|on {street_short}|at night on the way to the bathroom], operated on {weekday}. Was [independent|walking with a stick] before. {Carer} lives [an hour away|upstairs|in another state] and asks who will be there in the first week.",
        ),
        words=(
            "[I have lived alone for {years} years and I am good at it.|I do not want to be lifted by strangers.|The cat needs feeding, start with that.] [Rehab, and then home.|Not a nursing home.|I will use the walker if it is not ugly.]",
        ),
        need=(
            "To walk safely indoors and [not fall again|be sure of help if {they} falls|reach the bathroom at night]",
        ),
        long=Aim(
            ("Walks outdoors with a stick and [is back at {hobby}|does {their} own shopping at {shop}]",),
            "Timed up and go",
            "31 seconds",
            "Below 14 seconds",
            "daily_living",
        ),
        short=(
            Aim(
                (
                    "[Three|Four] weeks of rehabilitation without missing a day, [then {hobby}|home by {season}|with {carer} there on {weekday}s]",
                ),
                "Sessions attended",
                "0",
                "All of them",
                "health",
            ),
            Aim(
                (
                    "The way from bed to bathroom is [lit and clear|without rugs|three steps shorter], [checked by {carer}|also at night|before {season}]",
                ),
                "Home safety list",
                "9 open points",
                "None open",
                "safety",
            ),
        ),
        helps=(
            Help(
                ("Skilled rehabilitation",),
                "rehab",
                "rehabilitation",
                ("daily for three weeks", "six days a week"),
                sector="health",
            ),
            Help(("Fall alarm on the wrist",), "equipment", "safety_check", ("day and night",)),
            Help(("Looks in each evening",), "family", "safety_check", ("each evening",)),
        ),
        notes=(
            "Walked [20|40|60] yards with the walker; [pain 3 of 10|pain is worse after sitting|no dizziness on standing]. The wound [is dry|was looked at by the nurse, dry]. [The rugs are gone, all but one.|The night light is in.|The alarm was tested twice and {carer} called back.]",
            "[In good spirits and cross about the food.|Sleepy; the evening tablet is being halved.|Talked for ten minutes about the cat, then about going home.] Therapy says [another week|ready on {weekday}|stairs are the last thing].",
        ),
        health=(
            "Hip fracture repaired, [full weight allowed|half weight until {weekday}]. Bone density [treatment started|to be measured]. [One fall in the year before.|No falls before this one.|Two near falls that nobody was told of.]",
        ),
        ages=(70, 94),
        models=("brokerage", ""),
        ward=("Orthopaedics 3", "2 South"),
        alone=True,
    ),
    Situation(
        COMMUNITY,
        reason=(
            "Young adult with [an intellectual disability|autism], [moving out of {their} {carer}’s house|whose job coach left|aging out of school services in {season}]. Medicaid case management asked for; [the waiver letter is attached|{they} has a guardian for money only].",
        ),
        words=(
            "[I want my own key.|I can take the 14 bus now.|People talk to {carer} and not to me.] [I like {hobby}.|I want a job with animals.|I want to choose who helps me wash.]",
        ),
        need=(
            "To live in {their} own place with [help that stays the same|people {they} chose|enough support and not more]",
        ),
        long=Aim(
            (
                "Has {their} own key and [a paid job of ten hours|a week {they} planned {them}self] [with {hobby} in it|by {season}|and sees {carer} when {they} likes]",
            ),
            "Own weekly plan kept, by {them} and the coach",
            "Others plan it",
            "Plans it with one prompt",
            "daily_living",
        ),
        short=(
            Aim(
                ("Takes the bus to [work|{shop}|day support] alone [on {weekday}s|there and back|by {season}]",),
                "Trips without prompts",
                "0 of 5",
                "5 of 5",
                "daily_living",
            ),
            Aim(
                (
                    "Meets [three|four|five] places where {they} could work[, {shop} first| by {season}|, with the coach]",
                ),
                "Visits made",
                "None",
                "All",
                "work",
            ),
        ),
        helps=(
            Help(("Supported employment",), "work", "employment", ("two mornings a week", "three mornings a week")),
            Help(("Independent living skills",), "living", "home_help", ("twice a week", "three evenings a week")),
            Help(("Keeps the bus card and the key hook in order",), "person", "other", ("each day",)),
        ),
        notes=(
            "[Showed me the key, twice.|Met at {shop}; {they} ordered and paid.|Rode the 14 with {them}; {they} pulled the cord {them}self.] The coach [starts on {weekday}|is liked|was late and {they} said so politely]. {Carer} [worries about the stove|came for the last ten minutes only, as agreed].",
            "[We drew the week on one page.|{They} read the plan aloud and crossed out one line.|Chose between two aides after meeting both.] [Wants fewer people.|Wants {hobby} on Saturdays, not Fridays.|Asked when the money letter comes.]",
        ),
        health=(
            "Health good; [thyroid tablet each morning|epilepsy, no seizure for {years} years|dentist overdue]. [Hearing tested in {season_past}.|Glasses new.|Understands best with pictures.]",
        ),
        ages=(19, 34),
        models=("targeted", "brokerage", "strengths"),
        referrers=("agency", "family", "school"),
    ),
)

KIN = tuple(
    {"carer": one, "Carer": one[0].upper() + one[1:], "kin": kind}
    for one, kind in (
        ("daughter", "child"),
        ("son", "child"),
        ("sister", "sibling"),
        ("brother", "sibling"),
        ("niece", "relative"),
        ("neighbor Mrs. Okonjo", "neighbour"),
        ("uncle", "relative"),
        ("friend Marguerite", "friend"),
        ("cousin Bastian", "relative"),
        ("aunt", "relative"),
        ("nephew", "relative"),
    )
)

RIVER = Situation(
    DISCHARGE,
    reason=(
        "Thrown from the bicycle by a car door eleven days ago: head injury, right arm and left thigh bone broken, both operated on. Slow to find words, tires within twenty minutes, insurance allows twelve therapy visits. Uses they.",
    ),
    words=(
        "I lose the thread, so write it down and leave it with me.",
        "I built bicycles. I want to hold a wrench again.",
        "Don’t talk about me over the bed, talk to me.",
        "The money part frightens me more than the leg.",
    ),
    need=("To walk, think and plan the day again, step by step, and not lose the apartment meanwhile",),
    long=Aim(
        ("Back at the workbench two mornings a week, with the rent paid from their own account",),
        "Mornings worked in a month",
        "0",
        "8",
        "work",
    ),
    short=(
        Aim(
            ("Walks to the corner and back on one crutch",),
            "Minutes walked without rest, measured by the therapist",
            "4 minutes",
            "20 minutes",
            "health",
        ),
        Aim(
            ("Keeps a paper calendar and comes to the appointments in it",),
            "Appointments kept",
            "2 of 6",
            "6 of 6",
            "self_care",
        ),
        Aim(
            ("Knows what comes in and what must be paid each month",),
            "Own budget page, filled in with us",
            "None",
            "Three months in a row",
            "money",
        ),
    ),
    helps=(
        Help(
            ("Physical therapy, twelve visits authorised",),
            "therapy",
            "rehabilitation",
            ("twice a week",),
            sector="health",
        ),
        Help(("Neuropsychology: memory and attention",), "mental", "medical", ("each week",), sector="health"),
        Help(("Occupational therapy at the workbench",), "rehab", "rehabilitation", ("each week",), sector="health"),
        Help(("Sits down with River over the bills",), "worker", "money", ("every second week",)),
    ),
    notes=(
        "First visit at home, third floor. River had written three questions on the back of a parts list and read them to me. Headache 4 of 10, no vomiting, no double vision. Stairs on the seat, both feet down before the crutch. We put the next six appointments into the paper calendar, each with who drives.",
        "Went along to neuropsychology. Word finding slower after thirty minutes; they asked for a break themself, which is new. Four of twelve physical therapy visits used. The insurer’s nurse was called from the waiting room: an extension needs the therapist’s note by the tenth.",
        "Bills on the kitchen table, sorted into now, later and not ours. The hospital’s charity form is signed. Rent is safe until the end of next month. River laughed at the word copay, then slept; I let myself out as agreed.",
        "Walked to the corner and back on one crutch, eleven minutes. They trued a wheel for ten minutes at the bench with the left hand. Mood good, sleep six hours. The calendar is kept by River alone since Sunday.",
        "Phone meeting with therapy and neuropsychology, River on the line and speaking first. All three say two mornings a week by summer is realistic if the breaks stay. Visits nine to twelve are booked; the extension is granted for eight more.",
    ),
    health=(
        "Head injury with slowed attention and word finding; humerus and femur fractures fixed, partial weight on the left. Headache at night. No seizure. Tires early, recovers with quiet.",
    ),
    ages=(33, 34),
    models=("clinical",),
    ward=("Neuro-trauma 8",),
    sex="other",
    called="Aldana-Whitfield|River",
)
ELDER = Situation(
    DISCHARGE,
    reason=(
        "Ischemic stroke nine days ago, weak on the left. Her son says she cannot manage the twelve stairs at home and asks who will come when he is at work. She says she was never asked.",
    ),
    words=(
        "My bed is upstairs and so am I.",
        "I kept the harbor books for forty years; I can keep a list of pills.",
        "Come on Tuesdays, that is when it is long.",
    ),
    need=("To get safely up and down her own twelve stairs, and be on her own in between",),
    long=Aim(
        ("Lives at home again and goes to choir on Thursdays by herself",),
        "Thursdays at choir in a month",
        "0",
        "4",
        "leisure",
    ),
    short=(
        Aim(
            ("Twelve stairs with the rail, without anybody’s hand",),
            "Stairs climbed without help",
            "2 with one person",
            "12 with the rail",
            "health",
        ),
        Aim(
            ("Fills her own pill box each Sunday",),
            "Compartments right, counted together",
            "9 of 21",
            "21 of 21",
            "self_care",
        ),
    ),
    helps=(
        Help(("Physical therapy at home",), "therapy", "rehabilitation", ("three times a week",), sector="health"),
        Help(("Home health aide for the bath",), "home_care", "home_help", ("Mondays, Wednesdays, Fridays",)),
        Help(("Looks in before work",), "family", "safety_check", ("each morning",)),
    ),
    notes=(
        "First look at home. The second rail is up and she showed it off. Eight stairs, a rest, four stairs; the left foot clears each step when she counts aloud. Blood pressure 132/76. Two of the old tablets were still in the drawer and are gone now.",
        "She had filled the pill box alone: twenty of twenty-one right, and found the wrong one herself when asked to look again. Her son was there for ten minutes and said he had slept. She would like the aide at eight, not at ten.",
        "Choir on Thursday, there by taxi, home on a neighbor’s arm. She was tired and pleased. The therapist proposes two visits a week instead of three; she agrees if Tuesday stays.",
        "All twelve stairs twice, with the rail and without me. We looked at the list of people to call and crossed out two. She asked what I will do with my Tuesdays.",
    ),
    health=(
        "Right-hemisphere stroke; left arm and leg 4 of 5, balance improving, no neglect. Swallowing safe. Blood pressure controlled on two tablets.",
    ),
    ages=(84, 85),
    models=("brokerage",),
    ward=("4 East",),
    sex="female",
    alone=True,
    called="Lindqvist-Abara|Josephine",
)

ENGLISH = Stock(
    language="en",
    jurisdiction="us",
    zone="America/New_York",
    organisation="Harbour Case Management",
    kind="agency",
    phone="+1 555 0100",
    teams=("Hospital team", "Community team"),
    workers=WORKERS,
    families=(
        "Lindqvist-Abara",
        "Vandermeer",
        "Oyelaran",
        "Castellane",
        "Brannigan",
        "Tsosie-Clark",
        "Fairweather",
        "Mukherjee",
        "Petrosyan",
        "Delacroix-Hume",
        "Nakamura-Bell",
        "Quisenberry",
        "Abdulrashid",
        "Szczepanik",
        "Holloway",
        "Ferrante",
        "Mbeki-Stone",
        "Thorvaldsen",
        "Ruiz-Peralta",
        "Whitehorse",
        "Kowalczyk",
        "Ashdown",
        "Bergeron",
        "Chukwuma",
        "Dragomir",
        "Esterhazy",
        "Fitzwater",
    ),
    women=(
        "Josephine",
        "Odessa",
        "Marisol",
        "Wilhelmina",
        "Thandiwe",
        "Beatrix",
        "Rosalind",
        "Anneke",
        "Concepción",
        "Delphine",
        "Harriet",
        "Ingrid",
        "Leocadia",
    ),
    men=(
        "Ambrose",
        "Cornelius",
        "Dmitri",
        "Ezekiel",
        "Fernando",
        "Gideon",
        "Horatio",
        "Isidro",
        "Lysander",
        "Mortimer",
        "Nikolai",
        "Obadiah",
        "Percival",
    ),
    streets=(
        "{n} Lantern Street, {town}",
        "{n}{m} Ropewalk Lane, {town}",
        "{n} Cooper’s Wharf, Apt {m}, {town}",
        "{n} Sailmaker Avenue, {town}",
        "{n} Gull Court, Unit {m}, {town}",
        "{n}{m} Old Ferry Road, {town}",
    ),
    towns=("Port Alder", "Saltmarsh", "North Quay", "Brightwater", "Tern Island"),
    referrers={
        "hospital": ("St Brannoc Hospital", "Alder Bay Medical Center", "Quayside Behavioral Health"),
        "agency": ("Port Alder Housing Office", "County Department of Aging", "Saltmarsh Disability Services"),
        "court": ("County Mental Health Court",),
        "school": ("Brightwater Transition School",),
    },
    providers={
        "therapy": ("Bluestem Rehabilitation", "Tidewater Therapy", "Stepwise Physical Therapy"),
        "home_care": ("Lantern Home Care", "Good Morning Aides", "Kindred Hands"),
        "equipment": ("Alder Medical Supply", "Steady Home Equipment"),
        "mental": ("Quayside Mobile Nurses", "Dock Street Clinic"),
        "peer": ("Thursday House", "The Open Door"),
        "nursing": ("Visiting Nurses of Port Alder", "Harbor Light Nursing"),
        "meals": ("Tern Kitchen", "Wheels and Ladles"),
        "primary": ("Saltmarsh Family Practice", "Dr. Eleanor Vance"),
        "rehab": ("Bluestem Rehabilitation", "Seabright Recovery Center"),
        "work": ("Good Fit Employment", "Working Tide"),
        "living": ("Own Key Supports", "Side by Side Living"),
    },
    slots={
        "hospital": ("St Brannoc Hospital", "Alder Bay Medical Center"),
        "town": ("Port Alder", "Saltmarsh", "North Quay", "Brightwater", "Tern Island"),
        "street_short": (
            "Lantern Street",
            "Ropewalk Lane",
            "Cooper’s Wharf",
            "Gull Court",
            "Old Ferry Road",
            "Chandler Row",
            "Net Loft Alley",
        ),
        "provider": ("Lantern Home Care", "Bluestem Rehabilitation", "Quayside Mobile Nurses", "Tern Kitchen"),
        "doctor": ("Dr. Vance", "Dr. Oyelowo", "Dr. Halloran", "Dr. Mehta", "Dr. Sundqvist"),
        "hobby": (
            "chess",
            "the church choir",
            "the community garden",
            "quilting",
            "pool",
            "the ukulele group",
            "bird counts",
            "the card table",
            "radio building",
        ),
        "shop": (
            "the corner store",
            "the library",
            "Tern Bakery",
            "the hardware store",
            "the post office",
            "the fish market",
            "the thrift shop",
        ),
        "years": ("six", "nine", "eleven", "fourteen", "twenty", "thirty", "four"),
        "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        "side": ("left", "right"),
        "season": ("spring", "summer", "the fall", "the holidays"),
        "season_past": ("last spring", "last summer", "the winter", "last fall"),
    },
    kin=KIN,
    situations=SITUATIONS,
    tales={"river": RIVER, "elder": ELDER},
    screening={
        "records": (
            "[Discharge summary|Clinic letter|Hospital face sheet|Medication list] from {hospital} read; [the allergy is confirmed|the insurance card was copied|two dates differ and were clarified with {doctor}|the last visit was on a {weekday}]. {Carer} brought [nothing else|a folder of letters|the old care plan].",
        ),
        "history": (
            "[Known to us? No.|Had a case manager {years} years ago in {town}.|No earlier services.|Two short contacts with the county, long ago.] {They} [worked at {shop}|kept house|drove a truck|taught school|mended nets] for [most of {their} life|{years} years] and [has never liked asking|asked for this {them}self|came because {carer} insisted].",
        ),
        "financial": (
            "[Social Security|Disability benefit|A small pension|Savings that last until {season}] and [nothing else|help from {carer}|food stamps since {season_past}]. [Rent is paid.|Behind on the electric bill.|Medicare with a supplement.|Medicaid since {season_past}; no spend-down.]",
        ),
        "living": (
            "[Second floor, no elevator|Ground floor with three steps|A rented room with a shared bath|{Their} own small house] on {street_short}. [Clean and crowded.|Cold in the back room.|Everything within reach of one chair.|Safe, with good neighbors.]",
        ),
        "social_support": (
            "{Carer} [calls each evening|comes on {weekday}s|does the forms|is the only one]; [{hobby} until {season_past}|a neighbor has the key|few others by {their} own choice|the parish looks in]. [Gets on well with people who are on time.|Does not want more visitors.|Misses company.]",
        ),
    },
    conclusions={
        "before_stay": (
            "Before the stay {they} [washed, dressed and cooked without help|needed help with the tub only|was helped with shopping by {carer}|walked to {shop} with a stick] and [managed the stairs slowly|drove until {season_past}|kept {their} own tablets]. That is the level to return to.",
        ),
        "food": (
            "[Food does not run out, but the last week of the month is soup.|Enough to eat; salt is the trouble.|{Carer} shops on {weekday}s and it lasts.|Skips lunch when alone.]  [Meal delivery wanted.|Nothing needed here.|Food bank card offered and taken.]",
        ),
        "transport": (
            "[No car since {season_past}; the ride service has to be booked|{Carer} drives, except on {weekday}s|Takes the bus when the weather is kind]. Appointments before [ten|eleven] are [hard|missed|fine].",
        ),
        "company": (
            "[Sees {carer} and the mail carrier.|Would go back to {hobby} if somebody came along.|Alone most days and says so.|Company enough.] [Lonely in the evenings.|Phone calls help.|Wants to be asked again in a month.]",
        ),
        "reason": (
            "{They} came because [{carer} had had enough|the letter from the landlord frightened {them}|the hospital said it is this or coming back]; what {they} wants is [sleep|to be left the apartment|one person to deal with], and that is where we begin.",
        ),
        "hopes": (
            "A good day in a year: [coffee, {hobby}, an early night|{shop} in the morning and {carer} for supper|work in the morning and nobody checking]. [The wish is steady across two talks.|Said it without being asked.|Nothing here is out of reach.]",
        ),
        "housing": (
            "The place on {street_short} [is secure if the rent is paid by the first|is at risk after complaints|suits {them}]. [No steps to worry about.|Heating does not reach the bedroom.|The lease runs until {season}.]",
        ),
        "money": (
            "Income [covers rent and food with nothing over|falls short by about ninety dollars a month|is enough when {carer} keeps the card]. [A payee is not wanted.|Benefits were checked: one is unclaimed.|Debt of 600 dollars at {shop}, being paid off.]",
        ),
        "work": (
            "[Last worked {years} years ago, and liked the mornings of it.|Volunteers at {shop} on {weekday}s.|Wants work with the hands and few people.] Not a matter for this month; [to be asked again in {season}|the job coach knows].",
        ),
        "daily_living": (
            "[Cooks one dish well and lives on it.|Laundry piles up when the voices are bad.|Keeps the place clean; the bath is a struggle.] With [a weekly prompt|somebody beside {them}|a list on the door] {they} [manages|would manage] alone.",
        ),
        "mental_state": (
            "Calm and [slow to warm|quick to joke|watchful]; thinking [clear|crowded towards evening|quick on {weekday}, slow today]. [Asked directly: no thoughts of harm.|Worries more at night than by day, about {carer} and the rent.|Sleep of five hours is the thing to watch.] Insight [good|grows].",
        ),
        "relationships": (
            "{Carer} is the anchor and [tires|says so|has a life of {weekday}s]. [One old friend, by phone.|A quarrel with the family that began {years} years ago.|Gets on with the neighbors when the music is low.]",
        ),
        "carers": (
            "{Carer} helps [willingly, about six hours a week|because nobody else does|and sleeps badly]. [A break was offered and declined for now.|The carer’s own doctor knows.|Training in lifting wanted.]",
        ),
        "community": (
            "Known at {shop} and [at the parish|nowhere else|by the bus drivers]; {hobby} is the [thread to pull|one door still open]. [Transport decides it.|Somebody has to go along the first time.]",
        ),
        "law": (
            "[No open matters.|A hearing about the lease in {season}; legal aid has the papers.|A health care proxy names {carer}; copy asked for.|Old fines, paid off.] [Rights explained.|Nothing for us to do here now.]",
        ),
        "any": (
            "[What helps is known and near:|The picture is steady:|Two talks agree on this:|{They} and {carer} see it alike:] [{hobby} gives the week a shape|mornings are better than evenings|{they} asks for help once trust is there|change has to come in small steps], and [this goes into the plan|we look again in {season}|nothing urgent follows|{doctor} will be told, with consent].",
            "[On this point|Here] {they} [is stronger than the papers say|needs somebody beside {them} at first|manages on {their} own] [since {season_past}|for {years} years now|most of the time]; [the risk is a bad week, not a bad life|{carer} would notice a change first|we agreed on what to watch].",
        ),
    },
    household=(
        ("spouse", "spouse", "Fernando", 41),
        ("child", "child", "Marisol", 12),
        ("child", "child", "Isidro", 7),
    ),
    words={
        "the_same": ("Same birth date on the {town} card and the same {carer}; the first letter had only an initial.",),
        "household": ("Family of {name}",),
        "document": ("Letter from {doctor}", "Benefit notice", "Hospital discharge summary"),
        "letter": (
            "{doctor} to Harbour: seen on {weekday}. [Continue as before.|Dose halved.|Next visit in {season}.] {They} may [drive short ways|walk without limit|go back to {hobby}].",
        ),
        "support": (
            "[Ask first, then help.|Short sentences, please.|Call before you come.|Laugh with me.] [Let me do the lifting of the kettle.|Sit down while you talk.|One thing at a time.|Tell me what you write.]",
        ),
        "unwanted": (
            "[No pity.|No surprise visits.|Nobody goes through my letters.|No first names from strangers.] [Not before nine.|Not on {weekday}s.|No students this year.|Do not talk over me.]",
        ),
        "concern_seen": (
            "Bruises on both upper arms, of different ages, and a lock on the outside of the bedroom door. {They} fell silent when {carer} came in.",
        ),
        "concern_said": ("“It is easier when I do not ask for things. Please do not write that down.”",),
        "concern_done": ("Stayed until a neighbor came; told {them} that I have to report.",),
        "authority": ("Adult Protective Services, county intake",),
        "callers": (
            "Sam Okoye, discharge nurse",
            "Marion Fitch, social worker",
            "Theo Lambert, ward clerk",
            "Dr. Halloran’s office",
            "Yvette Saunders, housing officer",
        ),
        "not_the_same": (
            "Different birth date and a different {carer}; [seen in person|confirmed by phone with {doctor}|the two live in different towns].",
        ),
        "services_now": (
            "[None.|Meals on {weekday}s.|A cleaner paid privately.|Primary care with {doctor}.|Day support until {season_past}.] [{Carer} fills the rest.|Nobody coordinates it.|The pharmacy delivers.]",
        ),
        "screener": (
            "[Fits us well:|Within our programme:|Should be taken soon:|No hurry, but do not lose sight:] [one clear wish and too many offices|the risk is the first week|{carer} will not last another season|small help now saves a large one later].",
        ),
        "rule": (
            "Adults leaving hospital with a need for services",
            "Adults with a serious mental illness in the county",
            "Residents of the service area",
        ),
        "evidence": (
            "[Ward letter|Clinic letter|Medicaid letter|Benefit notice] of [this month|{season_past}], [copied to the file|seen in the original|sent by {doctor}]; [address confirmed by {carer}|diagnosis named in it|dates agree].",
        ),
        "wait_list": (
            "No place in {their} [part of town|programme] before {season}; [{they} has {carer} meanwhile|the clinic goes on seeing {them}|we call on the first {weekday} of each month].",
        ),
        "decline": (
            "[Lives outside the county and|Already has a case manager at another agency, who|Asks for a ride service only; the county line] [was called|agreed to go on|has been told, with {their} consent]. {They} [was content with that|will call if it fails].",
        ),
        "refer_out": (
            "Needs [a detox bed first|a veterans’ programme|pediatric services], which we do not give; [{they} chose among two places|{carer} went along to the first visit|a warm call was made on {weekday}].",
        ),
        "referred_to": (
            "County Detox Center",
            "Harbor Veterans Services",
            "Children’s Care Network",
            "Area Agency on Aging",
        ),
        "over_cap": (
            "[Two closures are due this month|A colleague returns on {weekday}|Nobody else speaks {their} language]; the load is looked at again in supervision.",
        ),
        "supervises": ("Team supervisor",),
        "rapport": (
            "[Wary at first, then offered coffee.|Talked easily.|Wanted {carer} to stay in the room.|Read the page on confidentiality twice and asked a good question.] [Prefers {weekday}s.|We meet again within the week.|Likes to be called before a visit.]",
        ),
        "scope_assess": (
            "That we ask about [health, home and daily life|{their} situation as a whole|the stairs, the money and the sleep], keep it in our record and use it to plan support; [explained with the leaflet|read together|{carer} listened in, as {they} wished|asked back twice, then clear].",
        ),
        "scope_share": (
            "That we tell {provider} and {doctor} [what they need to help|about needs and plan|what changes at home|how the weeks go], [nothing else|no more than that|until {season}].",
        ),
        "scope_meeting": ("That the plan is talked over with {provider}, {doctor} and {carer}.",),
        "recipients": ("{provider}; {doctor}",),
        "saying": (
            "[I don’t want to be a project.|Just tell me what happens next.|You came back. Not everybody does.|I can do more than they think.|Nights are long.|It was better this week.|I’d rather do it badly myself.|Ask {carer}, then ask me again.|I miss {hobby}.|I’m not proud of the kitchen.] [That’s all.|Write that down.|You can tell {doctor}.|We’ll see.|I mean it.]",
        ),
        "strength": (
            "[Gets up early and keeps {their} word|Knows everybody at {shop}|Good with {their} hands: {hobby}|Reads the letters of half the building|A dry humor that carries {them}|{years} years without a drink|Lets {carer} help when asked properly]",
        ),
        "tier": ("Known well by the team; [the factors are older than they look|contact is close anyway].",),
        "colleagues": (
            "Joan Prewitt, visiting nurse",
            "Marcus Dell, therapist",
            "Anya Strand, peer worker",
            "Luis Carmona, home care lead",
        ),
        "absent": ("Clinic hours", "On leave", "Called to an emergency"),
        "opinion": (
            "[Agrees with the plan as drafted|Asks that blood pressure be taken at home|Would wait with the new tablet until {season}|Sees no medical reason against it]; [wants a call in a month|nothing further].",
        ),
        "agenda_plan": (
            "The draft plan, who does what, [and the first two weeks|and what {carer} can carry|and the stairs].",
        ),
        "agenda_closure": (
            "Whether {they} is ready to go on without us, and [whom to call|what would bring us back].",
        ),
        "agenda_team": ("Working together around [mornings|medication|the lease].",),
        "meeting_place": ("At home", "Harbour, meeting room 2", "By video from the ward"),
        "concluded_plan": (
            "Agreed as drafted, with [one change: evenings stay free|the aide starting at eight|{carer} on Sundays]. {They} [signed|read it aloud|asked for large print].",
        ),
        "concluded_closure": (
            "{They} decides to finish. [A call in a month.|The door stays open.|{carer} has our number.]",
        ),
        "concluded_team": ("[One phone list for all.|Who sees {them} first tells the others.]",),
        "discussed": (
            "[Whether evenings are needed at all.|How much {carer} can do.|The stairs, at length.|What to do when nobody opens.] [{They} spoke first.|Two views, both written down.|Costs were named.]",
        ),
        "remaining": ("[A ride on {weekday}s.|Who orders the tablets.|Nothing open.|The spare key.]",),
        "promise": (
            "[Call {doctor} about the refill|Ask {provider} for a later visit|Send the form to the county|Bring the large-print plan|Find out about the ride on {weekday}|Talk with {carer} alone|Order the second key|Check the electric bill with {them}|Book the eye test|Write to the landlord on {street_short}|Go along to {shop}|Get the scale repaired]",
        ),
        "family_wish": (
            "[That {they} is safe at night.|To be daughter or son again and not a nurse.|That somebody calls before things go wrong.|One number to call.] [{Carer} can do weekends.|Evenings are covered by the family.|No more surprises.]",
        ),
        "day": (
            "[6:30|7:00|7:15] gets up, [coffee at the window|feeds the cat|opens the door to the yard]\n[8:00|8:30] breakfast and the morning tablets\n[10:00|10:30] [reads the paper|washes up|waters the beans]\n12:00 lunch, [soup mostly|often with {carer}|with the radio on]\n[14:00|15:00] [lies down for an hour|{hobby}|sits on the porch]\n[18:00|18:30] supper and tablets\n[21:30|22:00|22:30] bed",
        ),
        "level_minus_two": (
            "{baseline}, [as on the first day|with nothing changed|and no wish to try]",
            "[Still|As before]: {baseline}; [help each time|stops after a few tries]",
        ),
        "level_minus_one": (
            "More than {baseline}, [not yet {target}|on good days|with somebody beside {them}]",
            "[Begun|Tried] and [kept up some weeks|left again twice]; short of {target}",
        ),
        "level_zero": (
            "{target}, [most weeks|as agreed|by {season}]",
            "[Reaches|Gets to] {target} [with a reminder|with {carer} near]",
        ),
        "level_plus_one": (
            "{target}, [and without a reminder|two months in a row|also on bad days]",
            "[Past|Beyond] {target}, [steady since|also away from home]",
        ),
        "level_plus_two": (
            "{target} without any help, and [shows others how|{hobby} on top|no one asks about it any more]",
            "No longer [a subject|on the list]: {target} and [more|further], on {their} own",
        ),
        "attained": (
            "[{Carer} says the same.|Seen on the visit.|{They} showed it, twice.] [A bad week in between.|Slept better.|Tired by evening.|Proud of it.]",
        ),
        "choosing": ("Who gives: {what}", "[Provider|Offers] for: {what}"),
        "coverage": ("covered in full", "covered up to the authorised visits", "sliding fee", "co-pay each visit"),
        "wait": ("can begin on {weekday}", "two weeks", "wait-list, about a month", "at once"),
        "distance": ("comes to the home", "ten minutes on foot", "20 minutes by bus", "across the river, 35 minutes"),
        "chosen_because": (
            "[The same nurse each time|Near {street_short}|Begins sooner|{Carer} knows them]; [{they} met both|the price mattered less|asked for no strangers in the morning].",
        ),
        "revision": (
            "[Stronger than we planned for|Less help is wanted at home|{Carer} will be away in {season}]: the goal [goes further|moves on] and one service [ends|makes room].",
        ),
        "no_longer": (
            "[Not needed since {weekday}|{They} does it alone now|{Carer} has taken it over], [agreed at the table|tried for two weeks first].",
        ),
        "own_step": (
            "[Writes down|Ticks off] each [try|outing] on the kitchen calendar",
            "Calls {carer} [after each try|on Sundays] to tell how it went",
        ),
        "own_often": ("each day", "every Sunday", "after each try"),
        "wish_now": (
            "[I want|Now I want] [to go a little further|fewer people coming in|to stop counting the visits|one more day to myself]. [The rest can stay.|Slowly.|{Carer} agrees.|It is my turn to say when.]",
        ),
        "policy": (
            "[Home first.|{Their} own pace.|Few people, always the same.|Health watched closely, life left alone.] We [build on {hobby} and on {carer}|begin with sleep and meals|fade out as {they} gets stronger] and look at it together [each month|in {season}|when {they} asks].",
        ),
        "section": (
            "[{They} was shown|We went through|On the table lay] [three providers and chose {provider}|what each offer costs|what to do on a bad day] [because of the hours|because it is near {street_short}|with {carer} present]; [a copy stays on the fridge|first sign: no sleep for two nights|first call: {carer}, then us|looked at again in {season}].",
        ),
        "rationale": (
            "[Without it {they} cannot be safe on the stairs.|{doctor} ordered it at discharge.|Two falls since spring, both indoors.|The hospital stay took the strength out of the {side} side.|{carer} cannot lift {them} alone.][ Twelve weeks should show a change.| It keeps {them} out of a nursing home.| {They} can go back to {hobby} with it.| Reviewed with {doctor} on the phone.| The home visit confirmed it.]",
        ),
        "denial": (
            "[The plan considers the gains too small to go on.|Not shown to be medically necessary by the records sent.|The payer holds that a home programme is enough.][ The notes of {doctor} were not before them.| No measure of walking was enclosed.| They point to their guideline for outpatient therapy.]",
        ),
        "appeal": (
            "[The records of {doctor} are enclosed: {they} fell again last week.|The gait measure improved by a third in four weeks.|A home programme was tried and {they} could not follow it alone.][ We ask for a review by a clinician of the same field.| {carer} describes the nights in a letter.]",
        ),
        "beyond": (
            "[Stopping now would undo six weeks of work|{They} fell on Monday and needed the session|The renewal was sent before the last visit]; [the payer was told by phone.|{doctor} asked us to go on.|the agency carries the cost meanwhile.]",
        ),
        "relevance": (
            "[Because {hobby} is only possible then.|So that {carer} can rest.|It is what {they} named first.|Without it the rest does not hold.] [Asked twice, the same answer.|In {their} words.|Agreed with {doctor}.]",
        ),
        "took_part": (
            "[Read the draft aloud together at the kitchen table|Went through it line by line on two visits|By video with {carer}|Drew it on one page first]; {they} [struck out one line|put the goals in {their} own order|asked for a date to look again].",
        ),
        "refusal": (
            "“[I have had enough of plans.|No strangers in my kitchen.|I will call you, you do not call me.] [Not this {season}.|Maybe after the holidays.|You mean well.]”",
        ),
        "opening": (
            "[Visited as agreed.|At the door on time.|Met for half an hour.|Saw {them} together with {carer}.|Found {them} at the window.|{They} had put the kettle on.|A short visit between two appointments.|{They} was up and dressed.|Rainy day, long talk.|We sat outside.|Came after {hobby}.|{They} met me at the stairs.]",
            "[Good spirits today.|Tired but glad of company.|Quiet at first.|Talkative.|Had been waiting.|In a hurry to get to {shop}.] [The radio was on.|{Carer} had just left.|The mail lay unopened.|Everything in its place.]",
        ),
        "closing": (
            "[Next time we look at the plan.|{They} will call if anything changes.|{Carer} has been told, as {they} wished.|Nothing else needed before next time.|Agreed to go on as it is.|I call {doctor} about it.|{They} chose the day of the next visit.|The list on the door is up to date.|We changed one thing: mornings.|{They} asked for the same day again.|No falls, no pain that is new.|{They} walked me to the door.]",
        ),
        "attempt": (
            "[Rang twice, no answer.|Left a message to call back.|Nobody opened; a note under the door.|{They} did not want to talk today.] [Light was on.|Will try on {weekday}.|{Carer} has not heard from {them} since yesterday.|Tried the other number too.|The neighbor saw {them} this morning.]",
        ),
        "view": (
            "[The aide is kind and early.|It helps more than I thought.|Too many people.|I like the one on {weekday}s.|Could be an hour later.|They ask before they touch anything.] [Keep it.|Leave it so.|Change it if you can.|{Carer} says so too.]",
        ),
        "alert_violence": (
            "Dog in the yard and a {carer} who [shouts|has thrown things]; go in pairs, call from the car, leave when voices rise.",
        ),
        "alert_two_person": (
            "Two people on every visit [since {season_past}|after the incident at the door]; park facing out.",
        ),
        "alert_approach": (
            "[Ring twice and wait two minutes.|Use the side door on {street_short}.|Do not come before ten.]",
        ),
        "alert_communication": (
            "[Speak to {them}, not to {carer}; short sentences.|Face {them} and speak slowly: hears with the {side} ear.|Write it down as well as saying it.|One question at a time, and wait.]",
        ),
        "alert_falls": (
            "[Stays seated until the walker is in reach.|Falls backwards when turning; stand on the {side}.]",
        ),
        "alert_other": ("[Oxygen in the front room: no flames.|The cat gets out; close the door.]",),
        "exception": (
            "[Called to say {they} is at {carer}’s until {weekday}.|Away for a funeral.|Did not want the visit this time.]",
        ),
        "attempts": ("[Called on two days|Called and wrote]; a visit was offered for {weekday}.",),
        "because": (
            "[Half of the way, and steady.|Done twice without help, with help otherwise.|The illness took two weeks.|Better than {they} says.|{provider} confirms it.|More than we had hoped by now.] [{They} agrees.|{Carer} sees it too.|Goes on.|Looked at again in {season}.]",
        ),
        "review": (
            "[Three months on:|Looked at together:|At the table with {carer}:] [sleep, meals and contacts hold|the stairs are no longer the subject|fewer calls, longer walks|the services fit], [evenings remain hard|one service ends|money is the next thing|nothing has to change] and [{they} wants to go on|we meet less often from now|{hobby} is back].",
        ),
        "admission": (
            "[Fever and confusion|Short of breath since the night|Fell in the bathroom|Infection in the leg]; {carer} called the ambulance. [Stable.|Expected to stay a week.|Comes home with a nurse.]",
        ),
        "financial": (
            "[No cost to {them} beyond the copay; one hospital stay less than in the half year before.|Services of about 310 dollars a month, paid by the plan.|{They} saves 45 dollars a month since the benefit was claimed.] [Rent paid.|No debts left.]",
        ),
        "client_view": (
            "“[You did what you said.|I would have managed, but not like this.|The {weekday}s I will miss.] [Thank you.|Now let me be.|Call me at {season}.]”",
        ),
        "reopening": (
            "[Back in hospital in {season_past}, asks for the same worker|{Carer} has moved away|The landlord has written again]; the old plan is the beginning.",
        ),
    },
)
