"use strict"; // nothing to do: this page is read as it stands
