#!/usr/bin/env node
/** The command line from a checkout: builds when something changed. Installed, it would be dist/cli/main.js itself. */
import './build.mjs';

process.setSourceMapsEnabled(true);
await import('../dist/cli/main.js');
