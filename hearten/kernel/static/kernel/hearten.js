// What every page gets: quiet additions to a page that works without them.
import { leaveAtOnce } from "./leave.js";
import { showLocalTimes, openDialogs, focusErrors, chooseZone } from "./small.js";
import { keepDrafts } from "./drafts.js";
import { sendInPlace } from "./send.js";
import { listen } from "./live.js";
import { signOutHere } from "./signing_out.js";
import { register } from "../safety/register.js";
import { keepPages } from "../wellness/keep.js";
import { coach } from "../coach/coach.js";
import { similar } from "../search/similar.js";

document.documentElement.classList.add("script");
leaveAtOnce();
signOutHere();
showLocalTimes(document);
openDialogs();
focusErrors();
chooseZone();
keepDrafts();
sendInPlace();
listen();
register();
keepPages();
coach();
similar();
