// The search page. The engine and the index are loaded when something is first typed; what is sought stands in the address.
{
  const form = document.querySelector('.search');
  const input = form.q;
  const status = document.querySelector('.status');
  const list = document.querySelector('.results');
  const words = form.dataset;
  const atOnce = 20;
  let engine;
  let turn = 0;
  let wait;

  const load = () =>
    (engine ??= import(new URL('../pagefind/pagefind.js', form.action).href).then(async (pagefind) => {
      await pagefind.options({ excerptLength: 40 });
      await pagefind.init();
      return pagefind;
    }));

  async function search() {
    const mine = ++turn;
    // Full-width letters are the same letters.
    const query = input.value.normalize('NFKC').trim();
    clearTimeout(wait);
    history.replaceState(null, '', query === '' ? location.pathname : `?q=${encodeURIComponent(query)}`);
    if (query === '') {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    try {
      const results = await find(await load(), query);
      const first = await entries(results.slice(0, atOnce));
      if (mine !== turn) return;
      list.replaceChildren(...first);
      offer(results.slice(atOnce), mine);
      status.textContent = results.length === 0 ? words.none.replace('{query}', () => query) : words.found.replace('{n}', results.length);
    } catch (error) {
      engine = undefined;
      list.replaceChildren();
      status.textContent = words.failed;
      console.error(error);
    }
  }

  // In the index every Han character is a word: a run of them is asked for as a phrase, Latin words by their beginnings, and
  // what answers all of it is found.
  async function find(pagefind, query) {
    const runs = query.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]+/gu) ?? [];
    const latin = query.replace(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー"]+/gu, ' ').trim();
    const asked = [...runs.map((run) => `"${[...run].join(' ')}"`), ...(/[\p{L}\p{N}]/u.test(latin) ? [latin] : [])];
    const answers = await Promise.all(asked.map((one) => pagefind.search(one)));
    const [first = [], ...others] = answers.map(({ results }) => results);
    const scores = others.map((results) => new Map(results.map(({ id, score }) => [id, score])));
    return first
      .filter(({ id }) => scores.every((one) => one.has(id)))
      .map((result) => ({ result, score: scores.reduce((sum, one) => sum + one.get(result.id), result.score) }))
      .sort((a, b) => b.score - a.score)
      .map(({ result }) => result);
  }

  const entries = (results) => Promise.all(results.map(async (result) => entry(await result.data())));

  function offer(rest, mine) {
    document.querySelector('.results + button')?.remove();
    if (rest.length === 0) return;
    const more = document.createElement('button');
    more.type = 'button';
    more.textContent = words.more;
    list.after(more);
    more.onclick = async () => {
      const next = await entries(rest.slice(0, atOnce));
      if (mine !== turn) return;
      list.append(...next);
      next[0].querySelector('a').focus();
      offer(rest.slice(atOnce), mine);
    };
  }

  function entry({ url, meta, excerpt }) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = url;
    link.textContent = meta.title;
    item.append(link);
    if (meta.date) item.append(' ', Object.assign(document.createElement('time'), { textContent: meta.date, dateTime: meta.date }));
    const text = document.createElement('p');
    // The spaces of the index go. Every other part stood between <mark> and </mark>; nothing of it is taken for HTML.
    text.append(...together(excerpt).split(/<\/?mark>/).map((part, i) => (i % 2 ? Object.assign(document.createElement('mark'), { textContent: plain(part) }) : plain(part))));
    item.append(text);
    return item;
  }

  const han = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}ー]';
  const sign = '[\\u3001-\\u301f！-／：-？“”‘’…—·]';
  const gap = new RegExp(`(${han}(?:</mark>)?) (?=(?:<mark>)?${han})|(${sign}(?:</mark>)?) | (?=(?:<mark>)?${sign})`, 'gu');
  const together = (html) => html.replace(gap, '$1$2').replaceAll('</mark><mark>', '');
  const plain = (html) => html.replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name]);

  input.oninput = () => {
    load().catch(() => undefined);
    clearTimeout(wait);
    wait = setTimeout(search, 150);
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    search();
  };
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || document.activeElement === input) return;
    event.preventDefault();
    input.focus();
  });
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) {
    input.value = asked;
    search();
  }
}
