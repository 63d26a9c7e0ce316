import { liveQuery, type Observable } from 'dexie';

/** The result of a query now, and after each change to what it has read, in whichever tab. */
export const observe = <Result>(query: () => Promise<Result>): Observable<Result> => liveQuery(query);

/** The part of an Observable that pages use. */
export interface Followed<Result> {
  subscribe(observer: {
    readonly next: (result: Result) => void;
    readonly error: (error: unknown) => void;
  }): { unsubscribe(): void };
}
