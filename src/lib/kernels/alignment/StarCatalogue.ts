import type { SourceCatalogue } from '../../domain/measurement/SourceCatalogue';

/** What alignment needs to know about the stars in a frame. */
export type StarCatalogue = Pick<SourceCatalogue, 'count' | 'x' | 'y' | 'flux' | 'quality'>;
