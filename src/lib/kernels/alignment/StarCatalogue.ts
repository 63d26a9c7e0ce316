import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';

/** What alignment needs to know of the stars of a frame. */
export type StarCatalogue = Pick<SourceCatalogue, 'count' | 'x' | 'y' | 'flux' | 'quality'>;
