/**
 * The licences of what the app is built of; stored with it, so that they are there offline.
 * @throws Error if they cannot be loaded
 */
export async function licencesText(): Promise<string> {
  const response = await fetch('./licences.txt');
  if (!response.ok)
    throw new Error('The licences are not on this server. They are made when the app is built.');
  return response.text();
}
