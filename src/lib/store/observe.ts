import { liveQuery, type Observable } from 'dexie';

/** The result of a query now and after each change, in whichever tab, to what it has read. */
export const observe = <Result>(query: () => Promise<Result>): Observable<Result> => liveQuery(query);
