/** `npm start`: builds when something changed, then serves. */
import './build.mjs';

process.argv = [process.argv[0], 'wayleave', 'serve'];
process.setSourceMapsEnabled(true);
await import('../dist/cli/main.js');
