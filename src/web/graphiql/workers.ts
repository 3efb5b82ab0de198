/**
 * The editors' workers, as files of our own origin.
 *
 * Monaco would otherwise build them from blobs, which the content security policy refuses, and fall back to the main thread.
 */
import 'graphiql/setup-workers/vite';
