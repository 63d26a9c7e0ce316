import { newUid } from '../../domain/rows/newUid';
import type { UnixMilliseconds } from '../../domain/units/Brand';
import type { Lease, LeaseHolder } from '../../store/Lease';
import { answerAsHolder, askHolder, getLease, releaseLease, takeLease } from '../../store/leases';
import { observe } from '../../store/observe';
import { processIsPending } from '../../store/processes';
import { now } from '../live/now';

const RUNNER_LOCK = 'pocket-tom:runner';
const ASK_EVERY_MS = 5000;
/** Questions that a tab leaves unanswered before it is taken to be closed or to hang: half a minute. */
const MAX_UNANSWERED = 6;

/** The tab for which processes wait. */
export interface OtherTab {
  /** Null if it does not say. */
  readonly opened: UnixMilliseconds | null;
  readonly isSilent: boolean;
}

/** What is known of another tab that runs the queue; null if it is this one, or nothing waits. */
export const queueHold = $state<{ elsewhere: OtherTab | null }>({ elsewhere: null });

let takeOver: () => void = () => undefined;

/** Makes this tab run the queue. A run that another has begun ends. */
export const takeOverQueue = (): void => takeOver();

/**
 * Works in one tab at a time, for as long as that lives: whoever is next in line follows when it closes, or takes over.
 * The browser's own locks tell at once when a tab is gone. Where they are missing, on plain http, a lease in the store must
 * do, and a tab that was killed is noticed when it has not answered for half a minute.
 * @param work its signal tells that another tab has taken over; `isForced` that this one did
 */
export async function holdQueue(
  work: (isForced: boolean, signal: AbortSignal) => Promise<never>
): Promise<never> {
  const me: LeaseHolder = { id: newUid(), opened: now() };
  addEventListener('pagehide', () => void releaseLease(me.id).catch(() => undefined));
  for (let isForced = false; ;) {
    const waiting = new AbortController();
    const holding = new AbortController();
    takeOver = () => {
      isForced = true;
      waiting.abort();
    };
    const hold = (): Promise<never> => {
      const wasForced = isForced;
      isForced = false;
      waiting.abort();
      queueHold.elsewhere = null;
      return Promise.race([work(wasForced, holding.signal), untilTaken(me, holding.signal)]);
    };
    try {
      await ('locks' in navigator ? withLock : withLease)(me, isForced, waiting.signal, hold);
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'AbortError') throw error;
    } finally {
      waiting.abort();
      holding.abort();
    }
  }
}

async function withLock(
  me: LeaseHolder,
  isForced: boolean,
  signal: AbortSignal,
  hold: () => Promise<never>
): Promise<never> {
  void untilSilent(signal, Infinity).catch(() => undefined);
  return navigator.locks.request(RUNNER_LOCK, isForced ? { steal: true } : { signal }, async () => {
    // It only tells others who holds the queue: a full disk does not keep it from running.
    await takeLease(me).catch(() => undefined);
    return hold();
  });
}

async function withLease(
  me: LeaseHolder,
  isForced: boolean,
  signal: AbortSignal,
  hold: () => Promise<never>
): Promise<never> {
  let lease = await getLease();
  for (;;) {
    if (lease && !isForced) await untilSilent(signal, MAX_UNANSWERED);
    if (await takeLease(me, lease?.holder.id ?? null)) return hold();
    lease = await getLease();
  }
}

/**
 * Asks the holder of the queue, for as long as something waits for it, and tells the page.
 * @param limit resolves after so many questions without an answer, or when there is no holder
 * @throws DOMException `AbortError`
 */
async function untilSilent(signal: AbortSignal, limit: number): Promise<void> {
  let unanswered = 0;
  let heard = '';
  for (; unanswered < limit; await pause(signal)) {
    const isPending = await processIsPending();
    const lease = isPending ? await askHolder().catch(getLease) : undefined;
    signal.throwIfAborted();
    if (isPending && !lease && limit < Infinity) return;
    const said = lease ? saidBy(lease) : '';
    const isAlive = !isPending || (lease && (lease.answered === lease.asked || said !== heard));
    heard = said;
    unanswered = isAlive ? 0 : unanswered + 1;
    queueHold.elsewhere = isPending
      ? { opened: lease?.holder.opened ?? null, isSilent: unanswered >= MAX_UNANSWERED }
      : null;
  }
}

const saidBy = ({ holder, answered }: Lease): string => `${holder.id} ${answered}`;

/** Answers other tabs, until one has taken the lease. @throws DOMException `AbortError` then */
function untilTaken({ id }: LeaseHolder, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const subscription = observe(getLease).subscribe((lease) => {
      if (lease && lease.holder.id !== id) reject(new DOMException('Another tab took over', 'AbortError'));
      else if (lease && lease.answered !== lease.asked) void answerAsHolder(id).catch(() => undefined);
    });
    signal.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
  });
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ASK_EVERY_MS);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(new DOMException('No longer waiting', 'AbortError'));
      },
      { once: true }
    );
  });
}
