/**
 * Brings children into an order and leaves those alone that stand right already. The focus stays where it is: a browser takes
 * it from whatever is moved.
 *
 * @param wanted the children, in their new order
 * @param start where the first of them is to stand
 */
export function reorder(parent: Element, wanted: readonly Element[], start = parent.firstElementChild): void {
  const focused = document.activeElement;
  let next = start;
  for (const child of wanted) {
    // One that has sunk is passed by and comes in further down: else all behind it would be moved in its place.
    if (child !== next && next !== null && child === next.nextElementSibling) next = child;
    if (child === next) next = child.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus({ preventScroll: true });
}
