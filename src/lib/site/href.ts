/**
 * The address of a page or a file of this site, under the base path that it was built for. Takes a path from the root of the
 * site, with its leading slash: `href('/samples/')`.
 */
export function href(path: `/${string}`): string {
  return import.meta.env.BASE_URL.replace(/\/$/, '') + path;
}
