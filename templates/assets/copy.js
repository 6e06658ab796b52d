// A button on every code block, where the browser lets a page write to the clipboard. It copies the text as it was written: no line numbers, no empty line at the end.
if (navigator.clipboard) {
  const { copy, copied } = document.currentScript.dataset;
  for (const block of document.querySelectorAll('pre > code')) {
    const box = document.createElement('div');
    const button = document.createElement('button');
    box.className = 'code';
    button.type = 'button';
    button.textContent = copy;
    button.ariaLive = 'polite';
    const { parentNode: frame } = block;
    frame.replaceWith(box);
    box.append(frame, button);
    button.onclick = async () => {
      await navigator.clipboard.writeText(block.textContent.replace(/\n$/, ''));
      button.textContent = copied;
      setTimeout(() => (button.textContent = copy), 2000);
    };
  }
}
