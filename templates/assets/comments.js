// Comments: the service is loaded when the reader comes to them, in the colours of the page, and follows them.
{
  const box = document.querySelector('.comments');
  const thread = box.querySelector('.thread');
  const options = JSON.parse(box.dataset.options);
  const { lang } = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';

  const load = (src, attributes = {}) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value);
      script.onload = resolve;
      script.onerror = reject;
      script.src = src;
      thread.append(script);
    });
  const tell = (message, origin) => thread.querySelector('iframe')?.contentWindow.postMessage(message, origin);

  const providers = {
    giscus: {
      start: () =>
        load(options.script ?? 'https://giscus.app/client.js', {
          'data-repo': options.repo,
          'data-repo-id': options.repoId,
          'data-category': options.category,
          'data-category-id': options.categoryId,
          'data-mapping': 'pathname',
          'data-lang': lang.startsWith('zh') ? (/TW|HK|Hant/i.test(lang) ? 'zh-TW' : 'zh-CN') : lang.slice(0, 2),
          'data-theme': isDark() ? 'dark' : 'light',
          crossorigin: 'anonymous',
        }),
      recolour: () => tell({ giscus: { setConfig: { theme: isDark() ? 'dark' : 'light' } } }, 'https://giscus.app'),
    },
    utterances: {
      start: () =>
        load(options.script ?? 'https://utteranc.es/client.js', {
          repo: options.repo,
          'issue-term': 'pathname',
          theme: isDark() ? 'github-dark' : 'github-light',
          crossorigin: 'anonymous',
        }),
      recolour: () => tell({ type: 'set-theme', theme: isDark() ? 'github-dark' : 'github-light' }, 'https://utteranc.es'),
    },
    waline: {
      async start() {
        const src = options.script ?? 'https://unpkg.com/@waline/client@3/dist/waline.js';
        const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: src.replace(/\.js$/, '.css') });
        document.head.append(style);
        const { init } = await import(src);
        this.made = init({ el: thread, serverURL: options.server, lang, dark: isDark() });
      },
      recolour() {
        this.made?.update({ dark: isDark() });
      },
    },
    twikoo: {
      async start() {
        await load(options.script ?? 'https://cdn.jsdelivr.net/npm/twikoo@1/dist/twikoo.min.js');
        await twikoo.init({ envId: options.env, el: thread, lang });
      },
      recolour: () => undefined,
    },
  };

  const provider = providers[box.dataset.provider];
  let isThere = false;
  const recolour = () => isThere && provider.recolour();
  const fail = (error) => {
    console.error(error);
    thread.replaceWith(box.dataset.failed);
  };
  new IntersectionObserver(([{ isIntersecting }], observer) => {
    if (!isIntersecting) return;
    observer.disconnect();
    isThere = true;
    provider.start().catch(fail);
  }).observe(box);
  system.addEventListener('change', recolour);
  // After the script in the head has noted the choice.
  addEventListener('change', () => setTimeout(recolour));
  addEventListener('storage', () => setTimeout(recolour));
}
