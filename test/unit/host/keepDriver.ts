import { keepCopy } from './keepCopy.ts';

/** Keeps one copy of unsaved work in a process of its own, so that it can be killed: FOLDER and the letter of the work. */
const [user = '', letter = 'x'] = process.argv.slice(2);
void keepCopy(user, letter);
