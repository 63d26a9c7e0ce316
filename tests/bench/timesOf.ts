/** Milliseconds of processor time, of all threads, that a task takes again and again; a first time does not count. */
export async function timesOf(repetitions: number, task: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i <= repetitions; i++) {
    const start = process.cpuUsage();
    await task();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return times.slice(1);
}
