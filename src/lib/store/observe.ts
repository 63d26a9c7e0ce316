import { liveQuery, type Observable } from 'dexie';

/** The result of a query now, and after each change to what it has read, in whichever tab. */
export const observe = <Result>(query: () => Promise<Result>): Observable<Result> => liveQuery(query);
