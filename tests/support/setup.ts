/** What every test file needs before its first import: the metadata that the decorators write to. */
import 'reflect-metadata';
