// What every staff and plain page starts.

import { startDialogs } from "./dialogs.js";
import { startForms } from "./forms.js";
import { startKeys } from "./keys.js";
import { startLock } from "./lock.js";
import { startSwaps } from "./swaps.js";
import { startTitle } from "./title.js";
import { startToasts } from "./toast.js";

startForms();
startDialogs();
startKeys();
startSwaps();
startTitle();
startToasts();
startLock();
