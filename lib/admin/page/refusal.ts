/** Whether an HTTP status with which the server refuses something says that one may not look. */
export function saysNotAllowed(status: number | undefined): status is 401 | 403 {
  return status === 401 || status === 403;
}
