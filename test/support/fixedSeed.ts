import { configureGlobal } from 'fast-check';

/** The ordinary run draws the same cases every time; `ENDPLATE_SEED=random` draws new ones, for a nightly search. */
const { ENDPLATE_SEED } = process.env;
if (ENDPLATE_SEED !== 'random') configureGlobal({ seed: Number(ENDPLATE_SEED ?? 20_261_120) });
