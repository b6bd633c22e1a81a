// Writing a guideline: the preview beside the form.

import "./preview.js";
