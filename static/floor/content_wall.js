// The wall of its own for content.

import { keepAwake } from "../live/wake.js";
import { startContent } from "./content.js";

startContent();
keepAwake();
