// The few words that an article itself contains: names of its parts for readers and screen readers, by the post's language.

export type Callout = 'note' | 'tip' | 'important' | 'warning' | 'caution';

export interface ArticleLabels {
  /** Name of the list of footnotes. */
  readonly footnotes: string;
  /** Link from a footnote back to its mark. */
  readonly back: string;
  /** Link to a heading; `{title}` stands for its text. */
  readonly anchor: string;
  /** Name of the box that a table scrolls in. */
  readonly table: string;
  /** On a code block that is folded; `{n}` stands for how many it has. */
  readonly lines: string;
  readonly done: string;
  readonly open: string;
  readonly callouts: Readonly<Record<Callout, string>>;
}

/** zh and zh-Hans…, zh-Hant (also zh-TW, zh-HK, zh-MO), ja, else English. */
export function labelsFor(lang: string): ArticleLabels {
  const tag = lang.toLowerCase();
  if (tag === 'ja' || tag.startsWith('ja-')) return ja;
  if (tag !== 'zh' && !tag.startsWith('zh-')) return en;
  return /-(?:hant|tw|hk|mo)\b/.test(tag) ? zhHant : zhHans;
}

const en: ArticleLabels = {
  footnotes: 'Footnotes',
  back: 'Back to the text',
  anchor: 'Link to “{title}”',
  table: 'Table',
  lines: 'Lines of code: {n}',
  done: 'Done',
  open: 'Not done',
  callouts: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
};

const zhHans: ArticleLabels = {
  footnotes: '脚注',
  back: '回到正文',
  anchor: '链接到“{title}”',
  table: '表格',
  lines: '代码，共 {n} 行',
  done: '已完成',
  open: '未完成',
  callouts: { note: '说明', tip: '提示', important: '重要', warning: '注意', caution: '小心' },
};

const zhHant: ArticleLabels = {
  footnotes: '腳註',
  back: '回到正文',
  anchor: '連結到「{title}」',
  table: '表格',
  lines: '程式碼，共 {n} 行',
  done: '已完成',
  open: '未完成',
  callouts: { note: '說明', tip: '提示', important: '重要', warning: '注意', caution: '小心' },
};

const ja: ArticleLabels = {
  footnotes: '脚注',
  back: '本文に戻る',
  anchor: '「{title}」へのリンク',
  table: '表',
  lines: 'コード（{n} 行）',
  done: '完了',
  open: '未完了',
  callouts: { note: '補足', tip: 'ヒント', important: '重要', warning: '注意', caution: '警告' },
};
