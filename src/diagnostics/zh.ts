import type { DateFault } from '../text/parse-date.js';
import type { Catalogue, Sentence } from './catalogue.js';
import { exampleOf, examplesZh } from './examples.js';
import { isImageName, repairZh } from './repairs.js';
import { whyZh } from './whys.js';
import type { CodeData, Colliding, Expected } from './codes.js';

export const zh: Catalogue = {
  // files
  'unread-format': () => ({
    message: '这种格式 Inkstone 不会读，没有为它生成页面',
    hint: '另存为 Markdown（.md）或 HTML（.html），或者把它移出这个文件夹。',
  }),
  'section-page': () => ({
    message: 'Hugo 用这个名字的文件写列表上方的文字；它不是文章，没有页面',
    hint: '介绍标签或分类的一句话写在 data/terms.yaml，单独的页面放在 pages/。用不着的话删掉它。',
  }),
  'unread-data': () => ({
    message: '这种格式 Inkstone 不会当数据读，site.data 里没有它',
    hint: '另存为 YAML（.yaml）或 JSON（.json），或者把它移出 data/。',
  }),
  'unreadable-source': (d) =>
    d.detail === 'ENOTDIR'
      ? { message: '这里应当是文件夹，现在却是一个文件', hint: '给这个文件改个名字，或者把它移出站点文件夹。' }
      : d.detail === 'ENOENT'
        ? { message: '这里已经没有文件了，或者这个链接指向不存在的地方', hint: '改正这个链接，或者删掉它。' }
        : { message: `读不了这个文件（${d.detail}）`, hint: '检查文件权限，或者把它移出站点文件夹。' },
  'link-leads-outside': () => ({ message: '这个链接指到文件夹外面，没有发布', hint: '把文件复制进来；或者把整个顶层文件夹做成链接。' }),
  'link-loop': () => ({ message: '这个链接绕回了自己或上层文件夹，没有跟进去', hint: '删掉这个链接。' }),
  'bad-file-name': (d) => ({
    message: `${d.reason === 'backslash' ? '文件名里有反斜杠' : d.reason === 'encoding' ? '文件名不是 UTF-8 编码' : '文件名里有看不见的控制字符'}，没有发布`,
    hint: '给文件改个名字。',
  }),
  'twin-name': (d) => ({
    message: `这里有两个文件，名字看上去一样；另一个写作 ${d.name}（Unicode 写法不同），两者会用同一个网址`,
    hint: '给其中一个改名；如果是同一个文件的两份，就删掉一份。',
  }),
  'not-a-file': (d) => ({ message: `这既不是文件也不是文件夹（${d.detail}），已跳过`, hint: '把它移出站点文件夹。' }),
  // content
  'not-utf8': (d) => ({
    message: `这个文件的编码是 ${d.encoding}，已按它读取`,
    hint: '请另存为 UTF-8，这样哪个编辑器、哪个工具读出来都一样。',
  }),
  'invalid-bytes': (d) => ({
    message: `这个文件里有 ${d.count} 处不是合法的 UTF-8，读者会看到“�”`,
    hint: '文件多半在传送途中损坏了，请把丢掉的字重新打上。',
  }),
  'invisible-characters': (d) => ({
    message: `去掉了 ${d.count} 个看不见的字符（${d.names.join('、')}）`,
    hint: '它们常常是从网页或聊天窗口复制时带进来的，在编辑器里删掉就好。',
  }),
  'empty-post': () => ({ message: '这个文件还没有正文' }),
  'front-matter-fence': (d) => fences[d.kind],
  'front-matter-unclosed': () => ({
    message: '从这里开始的文章信息没有结束标记，读到第一行不像文章信息的地方为止',
    hint: '在最后一个字段后面加一行三个减号（---）。',
  }),
  'front-matter-text': () => ({
    message: '从这一行到下一行减号之间没有“字段: 值”，所以当作正文显示',
    hint: '如果是文章信息，请写成 title: 我的文章；如果是正文，请删掉开头的 ---。',
  }),
  'front-matter-code': (d) => ({
    message: `用 ${d.language} 写的文章信息是一段程序，而文章里的程序从不执行；只读取了其中简单的“字段: 值”`,
    hint: '请改用 YAML：上下各一行 ---，中间每行一个“字段: 值”。',
  }),
  'front-matter-syntax': (d) => ({
    message: `这段文章信息不是合法的 ${d.dialect}（${d.detail}），已改为逐行读取`,
    hint: '看看这里：可能少了括号、引号或逗号，也可能是缩进不对。',
  }),
  'front-matter-line': (d) => ({
    message: `“${d.text}”不是“字段: 值”，没有采用`,
    hint: '属于上一行就缩进；是备注就在前面加 #；是正文就移到文章信息下面。',
  }),
  'front-matter-repaired': (d) => ({
    message: repairs[d.how](d.key),
    hint: d.how === 'tab' ? '请把每个制表符换成两个空格。' : `可以写成：${d.safe}`,
  }),
  'duplicate-key': (d) => ({ message: `\`${d.key}\` 写了两次，以这一行为准，第 ${d.line} 行不算`, hint: '删掉不要的那一行。' }),
  'unknown-key': (d) => ({ message: `Inkstone 不认识 \`${d.key}\`，只留给模板使用`, hint: `是不是想写“${d.nearest}”？` }),
  'reserved-key': (d) => ({ message: `字段不能叫“${d.key}”，没有采用`, hint: '换一个名字。' }),
  'read-as-written': (d) => ({ message: `按 YAML 的规矩，\`${d.key}\` 的值会少掉一截或变样；已照原样采用`, hint: `保险的写法：${d.safe}` }),
  'wrong-type': (d) => ({
    message: `\`${d.key}\` 应该是${wanted[d.wanted]}，不是${found[d.found]}；${d.used === null ? '没有采用' : `用了“${d.used}”`}`,
    hint: `例如写成：${d.key}: ${{ text: `"${d.used ?? '…'}"`, number: '1', flag: 'true', list: '[一, 二]' }[d.wanted]}`,
  }),
  'unreadable-flag': (d) => ({
    message: `\`${d.key}: ${d.value}\` 看不出是“是”还是“否”，这篇先不发布`,
    hint: d.nearest === null ? '请写 true 或 false。' : `是不是想写“${d.nearest}”？`,
  }),
  'password-post': (d) => ({
    message: `这篇文章要求密码（\`${d.key}\`），Inkstone 不能加锁，所以没有发布，免得人人都能看到`,
    hint: '如果谁都可以看，请删掉这一行。',
  }),
  'full-width-comma': (d) => ({
    message: `\`${d.key}\` 里用了全角逗号，已读作${d.names.map((n) => `“${n}”`).join('、')}`,
    hint: `请换成半角逗号：${d.names.join(', ')}`,
  }),
  'bad-date': (d) => ({
    message: `${d.key === null ? `文件名里的“${d.raw}”` : `\`${d.key}: ${d.raw}\` `}${dateFaults[d.fault]}；${d.used !== null ? `改用文件名里的日期 ${d.used}` : d.field === 'updated' ? '没有采用' : '这篇文章没有日期'}`,
    hint: d.nearest === null ? '请写成 2024-01-31 或 2024-01-31 09:30。' : `是不是想写 ${d.nearest}？`,
  }),
  'unsafe-address': (d) => ({
    message: `\`${d.key}: ${d.value}\` 会跑到别的地方去；${d.used === null ? '没有采用' : `改用“${d.used}”`}`,
    hint: '请用字母、数字和短横线，不要有“..”和反斜杠；只有网址才可以有斜杠。',
  }),
  'absolute-address': (d) => ({
    message: `\`${d.key}\` 带着主机名，只用其中的路径 ${d.used}`,
    hint: '这里只写路径；主机名写在配置的 `url` 里。',
  }),
  'permalink-pattern': (d) => ({
    message: `“${d.value}”是给全部文章用的网址格式，不是这一篇的网址；没有采用`,
    hint: '请写到配置的 `permalink` 里；或者在这里写出网址本身，例如 /about-me/。',
  }),
  'bad-language': (d) => ({
    message: `\`${d.key}: ${d.value}\` 不是语言代码；${d.used === null ? '用站点的语言' : `当作 ${d.used}`}`,
    hint: `例如写成 ${d.used ?? 'zh-Hans、en 或 ja'}。`,
  }),
  'bad-data-file': (d) => ({ message: `读不了这个数据文件：${d.detail}`, hint: '把这一行改好，或者把文件移出 data/。' }),
  'data-name-twice': (d) => ({ message: `这个文件和 ${d.other} 都会成为 site.data.${d.name}`, hint: '给其中一个改名。' }),
  // config
  'config-missing': (d) => ({ message: `没有配置文件 ${d.path}`, hint: '检查 --config 后面的路径，或者去掉这个参数。' }),
  'config-unreadable': (d) =>
    d.detail === 'ending'
      ? { message: '叫这个名字的配置读不了', hint: '文件名要以 .ts、.mjs、.js、.yaml 或 .yml 结尾。' }
      : { message: `读不了配置文件（${d.detail}）`, hint: '它应当是一个你有权限读取的文件。' },
  'config-not-utf8': () => ({ message: '配置文件不是 UTF-8 编码，从这里起认不出是什么字', hint: '在编辑器里把它另存为 UTF-8。' }),
  'config-not-read': (d) => ({
    message: '叫这个名字的配置不会被读取',
    hint: `配置文件应当叫 ${d.names.join('、')} 之一；请改名，并按那种格式写。`,
  }),
  'config-two-files': (d) => ({ message: `有两份配置：${d.first} 和 ${d.second}`, hint: '留下一份，删掉另一份。' }),
  'config-syntax': (d) => ({
    message: `看不懂配置的这个地方：${d.detail}`,
    hint: '看看这里或者前面一点，是不是少了引号、逗号、括号或空格。',
  }),
  'config-waits': (d) => ({ message: `配置文件运行了 ${d.seconds} 秒还没有结束`, hint: '看看里面是不是有一个永远等不到结果的 `await`。' }),
  'config-throws': (d) => ({ message: `配置文件运行时出错：${d.detail}` }),
  'config-no-object': (d) => ({
    message: `配置${{ nothing: '没有导出任何东西', function: '导出的是函数', promise: '导出的是 Promise', list: '是一个列表', value: '只是一个值' }[d.got]}，应当是一组设置`,
    hint: '写成 `export default defineConfig({ … })`；YAML 则是每行一个“键: 值”。',
  }),
  'unknown-setting': (d) => ({
    message: `没有“${d.key}”这个设置，已忽略`,
    hint: '删掉它。给模板用的数据放在 data/ 里，例如 data/site.yaml。',
  }),
  'mistyped-setting': (d) => ({ message: `没有“${d.key}”这个设置`, hint: `是不是想写“${d.meant}”？` }),
  'wrong-setting': (d) => ({
    message: `“${d.key}”应当是${expected[d.expected]}，不能是“${d.got}”`,
    hint: `例如：${exampleOf(d.key, examplesZh)}`,
  }),
  'wrong-flag': (d) => ({
    message: `${d.flag} 应当是${expected[d.expected]}，不能是“${d.got}”`,
    hint: `例如：${d.flag} ${examplesZh[d.flag.slice('--'.length)] ?? '…'}`,
  }),
  'unknown-zone': (d) => ({
    message: `没有“${d.zone}”这个时区`,
    hint: d.nearest === null ? '请用 IANA 时区名，例如 Asia/Shanghai。' : `是不是想写 ${d.nearest}？`,
  }),
  'unknown-token': (d) => ({
    message: `网址格式里没有“:${d.token}”这一项`,
    hint:
      d.nearest === null
        ? '可以用 :year :month :day :slug :title :category 等，全部列在 docs/config.md 里。'
        : `是不是想写“:${d.nearest}”？`,
  }),
  'pinyin-missing': () => ({
    message: '设置了 `slug: pinyin`，却没有安装 pinyin-pro',
    hint: '请在站点文件夹里运行 npm install pinyin-pro，或者改成 slug: keep。',
  }),
  'url-and-base-differ': (d) => ({
    message: `\`url\` 里的路径是 ${d.path}，\`base\` 却是 ${d.base}`,
    hint: '留下正确的一个；只写 `url` 时，`base` 会跟着它的路径走。',
  }),
  // markdown
  'missing-image': (d) => ({
    message: `找不到${isImageName(d.target) ? '图片' : '文件'}“${d.target}”，页面上这个位置会空着`,
    hint: d.nearest === null ? '把文件放在文章旁边，或者写上从文章算起的路径。' : `是不是想写“${d.nearest}”？`,
  }),
  'missing-link': (d) => ({
    message: `链接“${d.target}”在站内没有对应的页面`,
    hint: d.nearest === null ? '可以链接源文件（./other.md），或者站内已有的网址（/about/）。' : `是不是想写“${d.nearest}”？`,
  }),
  'link-to-held': (d) => ({
    message: `链接“${d.target}”指向的文章没有发布（${reasons[d.reason]}），所以点了没有页面`,
    hint: '发布那篇文章，或者先去掉这个链接。',
  }),
  'html-repaired': (d) => repairZh(d.kind, d.text, d.count),
  'html-tidied': (d) => repairZh(d.kind, d.text, d.count),
  'html-shown-as-text': (d) => ({
    message: `${d.tag} 这样的 HTML 按文字显示，因为配置里写了 html: strict`,
    hint: '改用 Markdown 写法；如果信得过所有作者，也可以设为 html: keep。',
  }),
  'heading-without-space': (d) => ({
    message: `“${d.marks}${d.text}”当作标题处理${d.count > 1 ? `（另有 ${d.count - 1} 处）` : ''}`,
    hint: `在 ${d.marks} 后面加一个空格，别的程序也就认得了：${d.marks} ${d.text}`,
  }),
  'unknown-language': (d) => ({
    message: `不认识代码语言“${d.language}”，这段代码不上色`,
    hint: d.nearest === null ? '写常见的名字，例如 js、python、bash；不需要上色就写 text。' : `是不是想写“${d.nearest}”？`,
  }),
  'nesting-too-deep': (d) => ({
    message: `这里的引用或列表嵌套太深，里面的内容按纯文字显示${d.count > 1 ? `（共 ${d.count} 处）` : ''}`,
    hint: '删掉行首多余的符号。',
  }),
  'footnote-unused': (d) => ({
    message: `没有地方用到脚注 [^${d.label}]，所以没有显示${d.count > 1 ? `（另有 ${d.count - 1} 个）` : ''}`,
    hint: `在正文里写上 [^${d.label}]，或者删掉这条脚注。`,
  }),
  'footnote-twice': (d) => ({
    message: `脚注 [^${d.label}] 写了两遍，这一条没有显示${d.count > 1 ? `（另有 ${d.count - 1} 条）` : ''}`,
    hint: '换一个标号，或者删掉它。',
  }),
  'footnote-missing': (d) => ({
    message: `没有脚注 ${d.tag}，标号按原样显示${d.count > 1 ? `（共 ${d.count} 处）` : ''}`,
    hint: `另起一段写上脚注的内容：${d.tag}: …`,
  }),
  'code-unclosed': (d) => ({
    message: `从这里开始的代码没有结束，${d.lines === 0 ? '后面也没有内容' : `后面的 ${d.lines} 行都当作代码显示了`}`,
    hint: '在代码结束的地方另起一行写上同样的标记；在列表里，缩进要和开头的标记一样。',
  }),
  'comment-unclosed': () => ({
    message: '这段注释没有结束，按文字显示',
    hint: '在注释结束的地方写上 -->。',
  }),
  'table-as-text': (d) => ({
    message: `这几行看上去像表格，但不是表格，按原样显示${d.count > 1 ? `（共 ${d.count} 处）` : ''}`,
    hint: '第一行下面要有一行横线，格数和第一行一样：|---|---|',
  }),
  'markdown-in-html': (d) => ({
    message: `“${d.text}” 写在 HTML 里面，按图片处理${d.count > 1 ? `（另有 ${d.count - 1} 处）` : ''}`,
    hint: '在它前后各空一行：这样 HTML 里面的 Markdown 才会生效。',
  }),
  'mistyped-more': (d) => ({ message: `“${d.text}” 按 <!--more--> 处理`, hint: '写成 <!--more-->。' }),
  'stray-marks': (d) => ({
    message: `“${d.text}” 没有变成粗体，星号按原样显示${d.count > 1 ? `（共 ${d.count} 处）` : ''}`,
    hint: '星号和文字之间不能有空格：**粗体**；在 HTML 里请用 <b>。如果就是要显示星号，请在每个星号前加 \\。',
  }),
  'template-tag-read': (d) => ({
    message: `“${d.tag}” 是 Jekyll、Hexo 或 Hugo 的标签，已按它的意思读取：代码块，或者地址${d.count > 1 ? `（共 ${d.count} 处）` : ''}`,
    hint: 'Markdown 的写法：代码前后用 ```ruby 和 ```，站点里的文件写 /img/a.png，别的文章写 other-post.md。',
  }),
  'template-tag-text': (d) => ({
    message: `“${d.tag}” 按原样显示：文章里的模板不会执行${d.count > 1 ? `（共 ${d.count} 处）` : ''}`,
    hint: '请用 Markdown 或 HTML 写出它的意思。如果就是要显示它，请放在反引号里。',
  }),
  // theme
  'template-syntax': (d) => {
    switch (d.problem) {
      case 'unclosed':
        return /^\W/.test(d.name)
          ? { message: `“${d.name}”从这里开始，一直没有结束`, hint: `用 ${d.name === '{{' ? '}}' : d.name === '{%' ? '%}' : '#}'} 结束它` }
          : { message: `{% ${d.name} %} 从这里开始，一直没有结束`, hint: `用 {% end${d.name} %} 结束它` };
      case 'stray':
        return { message: `这里的“${d.name}”前面没有与它对应的标签`, hint: '删掉它，或者补上它所属的标签。' };
      case 'unknown-tag':
        return {
          message: `没有 {% ${d.name} %} 这种标签`,
          hint: d.nearest === null ? '要输出一个值，请写 {{ … }}。' : `是不是想写 {% ${d.nearest} %}？`,
        };
      case 'twice':
        return { message: `这个模板里有两个名为“${d.name}”的 block`, hint: '给其中一个换个名字。' };
      case 'async':
        return { message: `不能用 {% ${d.name} %}：这里的模板从不等待`, hint: '请用 {% for %} 或 {% if %}。' };
      case 'unexpected':
        return { message: `模板从这里起读不懂（${d.name}）`, hint: '看看这一行和上一行，有没有括号、引号或标签没有写完。' };
    }
  },
  'template-missing': (d) => ({
    message: `没有名为“${d.name}”的模板`,
    hint: d.nearest === null ? '名字从 templates 文件夹算起，例如 partials/head.njk' : `是不是想写“${d.nearest}”？`,
  }),
  'template-circular': (d) =>
    d.how === 'extends'
      ? { message: `模板互相继承，绕成了圈：${d.names.join(' → ')}`, hint: '去掉其中一个 extends。' }
      : {
          message: `${d.names.length === 2 ? '模板包含了自己' : '模板互相包含'}，没有尽头：${d.names.join(' → ')}`,
          hint: '去掉这个标签，或者把它放进一个总会结束的 {% if %} 里。',
        },
  'template-empty': () => ({
    message: '用这个模板做出来的页面是空的',
    hint: '写上页面要显示的内容；或者删掉这个文件，就会用主题自带的那一个。',
  }),
  'template-untitled': () => ({
    message: '用这个模板做出来的页面没有标题，浏览器的标签页和搜索结果里都要用它',
    hint: '让它以 {% extends "base.njk" %} 开头，或者在 head 里写上 <title>{{ page.title }}</title>。',
  }),
  'template-unknown-name': (d) => {
    const meant = d.nearest === null ? undefined : `是不是想写“${d.nearest}”？`;
    switch (d.kind) {
      case 'variable':
        return { message: `这里没有叫“${d.name}”的东西`, hint: meant ?? '每个模板能用哪些数据，见 docs/theming.md。' };
      case 'field':
        return {
          message: `没有“${d.name}”`,
          hint: meant ?? '每个模板能用哪些数据，见 docs/theming.md；自己写的 front matter 在 post.data 里。',
        };
      case 'text':
        return { message: `没有界面文字“${d.name}”`, hint: meant ?? '请加到 templates/text/en.yaml 里。' };
      case 'filter':
        return { message: `没有过滤器“${d.name}”`, hint: meant ?? '有哪些过滤器，见 docs/theming.md。' };
      case 'test':
        return { message: `没有“is ${d.name}”这种判断`, ...(meant === undefined ? {} : { hint: meant }) };
      case 'block':
        return { message: `上层模板里没有名为“${d.name}”的 block，这一块永远不会显示`, ...(meant === undefined ? {} : { hint: meant }) };
      case 'macro':
        return { message: `那个模板里没有宏“${d.name}”`, ...(meant === undefined ? {} : { hint: meant }) };
      case 'asset':
        return { message: `templates/assets/ 里没有文件“${d.name}”`, ...(meant === undefined ? {} : { hint: meant }) };
      case 'context':
        return {
          message: `这里看不到“${d.name}”：导入这个模板时没有带上下文`,
          hint: '在 import 后面加上 with context，或者把值作为参数传进来。',
        };
      case 'call':
        return { message: `“${d.name}”不是函数，不能调用`, hint: '去掉后面的括号。' };
    }
  },
  'template-failed': (d) => ({ message: `生成 ${d.page} 时模板出错：${d.message}` }),
  'bad-interface-text': (d) => ({ message: `读不懂这个界面文字文件：${d.detail}`, hint: '每行写一个键、冒号、空格，再写文字。' }),
  'theme-missing': (d) => ({
    message: `配置里的主题文件夹“${d.folder}”不存在，或者是空的`,
    hint: '写上从网站文件夹算起的路径；删掉 `theme` 就用自带的主题。',
  }),
  // site
  'category-too-deep': (d) => ({
    message: `分类“${d.name}…”超过了 ${d.most} 层，再往下的没有采用`,
    hint: '分类里的斜杠表示下一层。真的是这个意思吗？',
  }),
  'permalink-changed': (d) => ({
    message: `网址“${d.permalink}”不能做文件名，改为发布在 ${d.used}`,
    hint: '静态主机只认路径：“?”后面的部分、空格和 : * | 之类的符号都不行。',
  }),
  'alias-changed': (d) => ({
    message: `旧网址“${d.alias}”不能做文件名；${d.used === null ? '没有为它做跳转' : `改为从 ${d.used} 跳转`}`,
    hint: '静态主机只认路径：“?”后面的部分和 : * | 之类的符号都不行。',
  }),
  'alias-differs-by-case': (d) => ({
    message: `旧网址 ${d.alias} 和 ${d.kept} 只差大小写，很多磁盘和主机分不清，没有为它做跳转`,
    hint: '删掉它；想保留的话，用 `permalink:` 把它写成文章的网址。',
  }),
  'no-posts': () => ({ message: '还没有文章', hint: '在 posts/ 里放一个 Markdown 文件，或者运行：inkstone new "第一篇"' }),
  'term-spellings': (d) => ({
    message: `${d.taxonomy === 'tags' ? '标签' : '分类'}“${d.kept}”还写作${d.others.map((o) => `“${o}”`).join('、')}，已合并`,
  }),
  // pages
  'missing-anchor': (d) => ({
    message: d.target.startsWith('#') ? `这篇文章里没有“${d.target}”这个位置` : `“${d.target}”的页面存在，但里面没有这个位置`,
    hint: d.nearest === null ? '检查 # 后面的部分。' : `是不是想写 #${d.nearest}？`,
  }),
  'url-collision': (d) => ({
    message:
      d.how === 'inside'
        ? `${named(d.first)} 和 ${named(d.second)} 不能同时发布：${d.url} 一边要做文件，一边要做文件夹`
        : `${named(d.first)} 和 ${named(d.second)} 的网址都是 ${d.url}${d.how === 'case' ? '（很多磁盘和主机不分大小写）' : d.how === 'unicode' ? '（两种写法看上去一样）' : ''}`,
    hint: waysOut[d.between],
  }),
  'unsafe-path': (d) => ({
    message: `“${d.path}”（来自 ${d.from}）跑到输出文件夹外面去了，或者其中一段不能用在网址里`,
    hint: '网址要以 / 开头，中间不能有“..”，每一段至少要有一个字母或数字。',
  }),
  'static-replaces': (d) => ({ message: `${d.path} 用的是你自己的文件，不再自动生成` }),
  'address-too-long': (d) => ({
    message: `网址 ${d.path} 太长，做不了文件名（${d.bytes} 字节；不超过 ${d.most} 字节到处都能用）`,
    hint: '给文章写一个短一些的 `slug:` 或 `permalink:`，或者减少分类的层数。',
  }),
  'search-not-built': (d) => ({
    message:
      d.detail === null ? '配置里要求 `search`，但没有安装可选的 pagefind 包：搜索页会什么也找不到' : `没能生成搜索索引：${d.detail}`,
    hint: d.detail === null ? '安装：npm install pagefind@1.6.0' : '再生成一次；如果还是这样，先关掉 `search`，并请告诉我们。',
  }),
  'cards-not-drawn': (d) => ({
    message:
      d.missing === 'package'
        ? '配置里要求 `cards`，但没有安装可选的 @resvg/resvg-js 包：不画分享图'
        : d.font === null
          ? '配置里要求 `cards`，但这个系统里找不到带汉字的字体：不画分享图'
          : d.missing === 'web-font'
            ? `\`cards\` 指定的字体 ${d.font} 是给网页用的压缩格式（.woff），不能用来画图：不画分享图`
            : `\`cards\` 指定的字体 ${d.font} 不存在，或者不是字体文件：不画分享图`,
    hint:
      d.missing === 'package'
        ? '安装：npm install @resvg/resvg-js@2.6.2'
        : d.missing === 'web-font'
          ? '请指定同一字体的 .ttf、.otf 或 .ttc 文件。'
          : '请安装 Noto Serif CJK（Debian 上是 fonts-noto-cjk），或者指定一个 .ttf、.otf 或 .ttc 文件：cards: { font: fonts/a.otf }',
  }),
  'card-failed': (d) => ({
    message: `这篇文章的分享图没能画成（${d.detail}）；网页里写着的那张图会缺`,
    hint: '给文章写上 `cover:`，或者再构建一次。',
  }),
  'card-character': (d) => ({
    message: d.site
      ? `分享图的字体里没有站点标题中的“${d.character}”（${d.code}）：不画分享图`
      : `分享图的字体里没有标题中的“${d.character}”（${d.code}）：这篇文章没有分享图`,
    hint: d.site
      ? '请指定一个有这个字的字体：cards: { font: fonts/a.otf }'
      : '给文章写上 `cover:`，或者指定一个有这个字的字体：cards: { font: fonts/a.otf }',
  }),
  'dead-config-link': (d) => ({
    message: `\`${d.key}\` 里的链接“${d.url}”在站点里找不到`,
    hint: d.nearest === null ? '写站点里有的网址，例如 /archive/，或者删掉这一项。' : `是不是想写“${d.nearest}”？`,
  }),
  'no-site-url': () => ({
    message: '配置里没有 `url`，所以没有生成订阅源、站点地图和规范链接',
    hint: '在配置里写上网站地址，例如 url: https://example.com',
  }),
  'unknown-layout': (d) => ({
    message: `没有名为“${d.layout}”的模板，改用 ${d.used}`,
    hint: d.nearest === null ? '删掉这一行，或者在 templates/ 里加上这个模板。' : `是不是想写“${d.nearest}”？`,
  }),
  // output
  'build-stopped': () => ({ message: '已停止，什么都没有发布' }),
  'worker-failed': (d) => ({
    message: `构建的一个线程在这里中断了（${d.detail === 'memory' ? '内存不足' : d.detail}），什么都没有发布`,
    hint: '请用 --threads 1 再构建一次：如果还是中断，原因就在这个文件里，看看它有什么特别之处。',
  }),
  'disk-full': (d) => ({ message: `磁盘满了（在 ${d.path}），之前发布的内容完好`, hint: '腾出空间，再构建一次。' }),
  'verify-differs': (d) => ({
    message: `已发布的内容与从零构建的结果不同：${d.paths.join('、')}${d.count > d.paths.length ? ` 等 ${d.count} 个文件` : ''}`,
    hint: '请删除 .inkstone/cache 再构建一次。如果期间没有改动过源文件，这就是程序的毛病，请报告给我们。',
  }),
  'cache-not-kept': (d) => ({
    message: `这次构建的记录没能存进 .inkstone/cache（${d.detail}），下次构建要从头开始`,
    hint: '站点本身是完整的。请腾出空间，或者让这个文件夹可写。',
  }),
  'page-why': whyZh,
  'cannot-write': (d) =>
    d.detail === 'ENOTDIR'
      ? {
          message: `写不了 ${d.path}：这里需要一个文件夹，却有一个文件`,
          hint: '给那个文件改个名字，或者删掉它，然后再构建一次。已发布的文件都是完整的。',
        }
      : {
          message: `写不了 ${d.path}（${d.detail === 'EROFS' ? '磁盘是只读的' : d.detail === 'EACCES' || d.detail === 'EPERM' ? '没有权限' : d.detail}）`,
          hint: '看看这个文件夹属于谁、能不能写，然后再构建一次。已发布的文件都是完整的。',
        },
  'build-running': (d) => ({
    message:
      d.host === null
        ? `这个站点正在构建（进程 ${d.pid}），这一次什么也没做`
        : `这个站点好像正在 ${d.host} 上构建（进程 ${d.pid}），这一次什么也没做`,
    hint: d.host === null ? '等它完成。' : '等它完成；如果确定它没在运行，删掉 .inkstone/lock。',
  }),
  'build-resumed': (d) => ({ message: `上一次构建在发布途中被打断，已先把 ${d.out} 里剩下的 ${d.count} 步做完` }),
  'out-refused': (d) => ({
    message:
      d.reason === 'not-a-folder'
        ? `输出文件夹 ${d.out} 是一个文件`
        : `${d.out} 不能当输出文件夹：${d.reason === 'root' ? '它是磁盘的根' : d.reason === 'home' ? '它就是主目录，或者包着主目录' : d.reason === 'site' ? '它就是站点文件夹，或者包着整个站点' : `它就是 ${d.folder}，或者在它里面，或者包着它`}`,
    hint: '选一个只放发布文件的文件夹，例如 --out public',
  }),
  'output-blocked': (d) => ({
    message:
      d.path === d.by
        ? `${d.path} 发布不了：那里有一个不是构建生成的链接之类的东西`
        : `${d.path} 发布不了：${d.by} 挡在那里，它不是构建生成的`,
    hint: `把 ${d.by} 移到别处，再构建一次。现在什么都没有改动。`,
  }),
  'replaced-unknown': (d) => ({
    message: `${d.paths.join('、')}${d.count > d.paths.length ? ` 等 ${d.count} 个文件` : ''}被替换或删除，${d.listLost ? '原来的内容不知道是不是构建生成的' : '原来的内容不是构建生成的'}；副本留在 .inkstone/replaced/`,
    hint: '如果是你自己的文件，请放进 static/，它会随站点一起发布。',
  }),
  'kept-changed': (d) => ({
    message: `${d.paths.join('、')}${d.count > d.paths.length ? ` 等 ${d.count} 个文件` : ''}在上次构建之后被改过，没有删`,
    hint: '要全部删掉：inkstone clean --unknown',
  }),
  'kept-copies': (d) => ({ message: `${d.folder}/ 里有被构建替换掉的你的文件的副本，没有删`, hint: '不需要时请自己删掉。' }),
  // cli
  'file-not-written': (d) =>
    d.detail === 'EEXIST' || d.detail === 'ENOTDIR'
      ? { message: '写不了这个文件：路径上该是文件夹的地方有一个同名的文件', hint: '给那个文件改名，或者删掉它。' }
      : { message: `写不了这个文件（${d.detail}）`, hint: '检查文件夹的权限和磁盘空间。' },
  // any
  'internal-error': (d) => ({
    message: `Inkstone 内部出错（${d.where}）：${d.message}`,
    hint: '这是程序的毛病。请加上 --debug 再运行一次，把输出报告给我们。',
  }),
};

/** What a setting should be. */
const expected: Readonly<Record<Expected, string>> = {
  text: '文字',
  flag: ' true 或 false',
  count: '不小于 1 的整数',
  url: '以 https:// 开头的网址，不带 ? 和 # 后面的部分',
  base: '站点里的路径',
  language: '语言代码',
  menu: '一个列表，每项有 title 和 url',
  'menu-item': '有 title 和 url 的一项',
  pattern: '由 :year、:slug 等组成的路径',
  slugs: '名称到网址片段的对照表',
  'slug-style': ' keep、pinyin 或 hash',
  'tag-rule': ' commas 或 words',
  'folder-url': '一个地址，例如 https://github.com/me/blog/edit/main/',
  slug: '网址里的一段，不含 /',
  feed: ' true、false 或 { limit: 20 }',
  cards: ' true、false 或 { font: fonts/a.otf }',
  html: ' keep 或 strict',
  'inside-folder': '站点里一个单独的文件夹',
  folder: '文件夹的名字',
  host: '不带 https:// 和 / 的域名',
  license: '知识共享（CC）许可的名字，或有 title 和 url 的一项',
  footer: '一个列表，每项是文字，或有 title 和 url',
  comments: ' giscus、utterances、waline、twikoo 之一和它的设置',
  analytics: ' plausible、umami、goatcounter、cloudflare、baidu 中的一个或几个',
  options: '这项服务的设置',
  option: '这项服务给你的那段文字',
};

/** `home /` → `首页 /`; a source is named by its path. */
function named(name: string): string {
  return name.replace(/^[a-z-]+(?= [/“])/, (kind) => pages[kind] ?? '文件');
}

const pages: Readonly<Record<string, string>> = {
  home: '首页',
  posts: '文章列表',
  archive: '归档',
  year: '年度归档',
  categories: '分类列表',
  category: '分类',
  tags: '标签列表',
  tag: '标签',
  series: '系列',
  feed: '订阅源',
  feeds: '订阅说明页',
  search: '搜索页',
  sitemap: '站点地图',
  'not-found': '404 页面',
};

const waysOut: Readonly<Record<Colliding, string>> = {
  posts: '给其中一篇写上自己的 `slug:` 或 `permalink:`；或者在配置里把日期放进网址，例如 permalink: /:year/:month/:day/:slug/',
  pages: '给其中一个写上自己的 `slug:` 或 `permalink:`，或者给文件改个名字。',
  post: '这个网址上有砚台自己生成的页面。给文章写上自己的 `slug:`，或者换一个 `permalink:`。',
  page: '如果它只是为了标签、分类、归档这类砚台自己会生成的列表，删掉它；否则给页面写上自己的 `slug:` 或 `permalink:`，或者给文件改个名字。',
  alias: '删掉这个旧网址；或者给占着这个网址的页面写上自己的 `slug:` 或 `permalink:`。',
  static: '给 static/ 里的文件改个名字；或者给文章或页面写上自己的 `slug:` 或 `permalink:`。',
  terms: '在文章里给其中一个改名；或者在配置里给它指定网址，例如 slugs: { C++: cplusplus }',
};

const reasons: Readonly<Record<CodeData['link-to-held']['reason'], string>> = {
  draft: '是草稿',
  unpublished: '它的 front matter 要求不发布',
  'unreadable-flag': '看不出要不要发布',
  future: '日期在将来',
};

// 有关文章内容的句子片段

const fences: Readonly<Record<CodeData['front-matter-fence']['kind'], Sentence>> = {
  late: { message: '文章信息没有从第一行开始，但还是读到了', hint: '删掉它上面的空行。' },
  opening: { message: '这一行当作文章信息的开头', hint: '请顶格写三个减号：---' },
  closing: { message: '这一行当作文章信息的结尾', hint: '请顶格写三个减号：---' },
  dialect: { message: '这里用了另一种格式的记号，下面却是 YAML；已按 YAML 读取', hint: '请在上下各写一行 ---。' },
  missing: { message: '文章信息上面少了一行减号，但还是读到了', hint: '请在它上面加一行三个减号（---）。' },
};

const repairs: Readonly<Record<CodeData['front-matter-repaired']['how'], (key: string) => string>> = {
  value: (key) => `\`${key}\` 的值里有 YAML 另作他用的符号，已当作普通文字读取`,
  quotes: (key) => `\`${key}\` 里的名称用了 YAML 不认识的引号或括号，已经去掉`,
  tight: (key) => `\`${key}\` 的冒号后面少一个空格，已当作有空格`,
  'full-width': (key) => `\`${key}\` 后面是全角冒号（：），已当作半角冒号`,
  equals: (key) => `\`${key}\` 后面的符号不对，但还是看懂了`,
  tab: (key) => `\`${key}\` 下面用了制表符缩进，YAML 不允许，已当作空格`,
  dash: (key) => `列表 \`${key}\` 的短横线后面没有空格，按有空格处理`,
  indent: (key) => `\`${key}\` 前面有缩进，可它上面没有所属的字段`,
};

const wanted = { text: '一段文字', number: '数字', flag: ' true 或 false', list: '列表' };
const found = { text: '这样的值', list: '列表', map: '一组字段' };

const dateFaults: Readonly<Record<DateFault, string>> = {
  year: '的年份不是四位数',
  month: '的月份不存在',
  day: '这一天不存在',
  time: '的时间不存在',
  zone: '的时区不存在',
  order: '看不出哪个是日、哪个是月',
  unreadable: '读不出日期',
};
