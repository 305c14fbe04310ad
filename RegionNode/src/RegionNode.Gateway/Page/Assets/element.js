/** An element with attributes and content: text is always text, never markup. */
export function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(attribute, value);
  }
  made.append(...content.filter((part) => part !== null && part !== undefined));
  return made;
}
