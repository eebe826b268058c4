// The administration pages lock as all pages of staff do.

import { startLock } from "../lobby/lock.js";

startLock();
