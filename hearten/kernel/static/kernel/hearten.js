// What every page gets: quiet additions to a page that works without them.
import { leaveAtOnce } from "./leave.js";
import { showLocalTimes, openDialogs, focusErrors } from "./small.js";
import { keepDrafts } from "./drafts.js";
import { sendInPlace } from "./send.js";
import { listen } from "./live.js";
import { register } from "../safety/register.js";
import { coach } from "../coach/coach.js";
import { similar } from "../search/similar.js";

document.documentElement.classList.add("script");
leaveAtOnce();
showLocalTimes(document);
openDialogs();
focusErrors();
keepDrafts();
sendInPlace();
listen();
register();
coach();
similar();
