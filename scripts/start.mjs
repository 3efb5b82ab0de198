/** `npm start`: builds when something changed, then serves. */
import './build.mjs';

process.argv = [process.argv[0], 'wayleave', 'serve', ...process.argv.slice(2)];
process.setSourceMapsEnabled(true);
await import('../dist/cli/main.js');
