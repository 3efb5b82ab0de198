/** Gives Monaco the colours and sizes of the theme: it draws by itself and reads no style sheet. */
import { pick, useGraphiQL, useMonaco } from '@graphiql/react';
import { useEffect } from 'react';

export const EDITOR_THEMES = { light: 'wayleave-light', dark: 'wayleave-dark' };

interface EditorColours {
  readonly surface: string;
  readonly ink: string;
  readonly soft: string;
  readonly keyword: string;
  readonly type: string;
  readonly field: string;
  readonly argument: string;
  readonly text: string;
  readonly number: string;
  readonly accent: string;
  readonly tint: string;
  readonly lineNumber: string;
}

const LIGHT: EditorColours = {
  surface: '#ffffff',
  ink: '#16282a',
  soft: '#5b6f70',
  keyword: '#0f6b66',
  type: '#8a4708',
  field: '#1d4f91',
  argument: '#6b4a9e',
  text: '#8f3a2b',
  number: '#9a5200',
  accent: '#0f6b66',
  tint: '#0f6b661a',
  lineNumber: '#7d9090',
};

const DARK: EditorColours = {
  surface: '#152122',
  ink: '#e5eeec',
  soft: '#93a8a6',
  keyword: '#5cc8bb',
  type: '#eab26b',
  field: '#8fb8f5',
  argument: '#c3a6f0',
  text: '#f0a796',
  number: '#eebd68',
  accent: '#5cc8bb',
  tint: '#5cc8bb22',
  lineNumber: '#7d9290',
};

export function EditorTheme() {
  const monaco = useMonaco((state) => state.monaco);
  const chosen = useGraphiQL((state) => state.theme);
  const { queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'headerEditor', 'responseEditor'),
  );
  useEffect(() => {
    for (const editor of [queryEditor, variableEditor, headerEditor, responseEditor])
      editor?.updateOptions({ fontSize: 13, lineHeight: 20 });
  }, [queryEditor, variableEditor, headerEditor, responseEditor]);
  useEffect(() => {
    if (!monaco) return;
    monaco.editor.defineTheme(EDITOR_THEMES.light, themeOf('vs', LIGHT));
    monaco.editor.defineTheme(EDITOR_THEMES.dark, themeOf('vs-dark', DARK));
    const system = matchMedia('(prefers-color-scheme: dark)');
    const use = (): void => monaco.editor.setTheme(EDITOR_THEMES[chosen ?? (system.matches ? 'dark' : 'light')]);
    use();
    system.addEventListener('change', use);
    return () => system.removeEventListener('change', use);
  }, [monaco, chosen]);
  return null;
}

function themeOf(base: 'vs' | 'vs-dark', colours: EditorColours) {
  const rule = (token: string, colour: string) => ({ token, foreground: colour.slice(1) });
  return {
    base,
    inherit: true,
    rules: [
      rule('', colours.ink),
      rule('comment', colours.soft),
      rule('keyword', colours.keyword),
      rule('type.identifier', colours.type),
      rule('key.identifier', colours.field),
      rule('argument.identifier', colours.argument),
      rule('identifier', colours.field),
      rule('annotation', colours.argument),
      rule('string', colours.text),
      rule('string.key.json', colours.field),
      rule('string.value.json', colours.text),
      rule('number', colours.number),
      rule('keyword.json', colours.keyword),
      rule('delimiter', colours.soft),
      rule('operator', colours.soft),
    ],
    colors: {
      // GraphiQL lays the editors over its own surfaces.
      'editor.background': '#ffffff00',
      'editor.foreground': colours.ink,
      'editorLineNumber.foreground': colours.lineNumber,
      'editorLineNumber.activeForeground': colours.soft,
      'editorCursor.foreground': colours.accent,
      'editor.selectionBackground': `${colours.accent}33`,
      'editor.inactiveSelectionBackground': `${colours.accent}1f`,
      'editorIndentGuide.background1': `${colours.soft}26`,
      'editorIndentGuide.activeBackground1': `${colours.soft}66`,
      'editorBracketMatch.background': colours.tint,
      'editorBracketMatch.border': '#00000000',
      ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, colours.soft])),
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': `${colours.soft}33`,
      'scrollbarSlider.hoverBackground': `${colours.soft}55`,
      'scrollbarSlider.activeBackground': `${colours.soft}77`,
      'textLink.foreground': colours.accent,
      'textLink.activeForeground': colours.accent,
      'editorHoverWidget.background': colours.surface,
      'editorHoverWidget.border': `${colours.soft}44`,
      'editorSuggestWidget.background': colours.surface,
      'editorSuggestWidget.border': `${colours.soft}44`,
      'editorSuggestWidget.foreground': colours.ink,
      'editorSuggestWidget.highlightForeground': colours.accent,
      'editorSuggestWidget.focusHighlightForeground': colours.accent,
      'editorSuggestWidget.selectedBackground': colours.tint,
      'editorSuggestWidget.selectedForeground': colours.ink,
      'list.hoverBackground': colours.tint,
      'list.highlightForeground': colours.accent,
      'editorWidget.background': colours.surface,
      'input.background': `${colours.soft}14`,
      focusBorder: colours.accent,
      'menu.background': colours.surface,
      'menu.selectionBackground': colours.tint,
      'menu.selectionForeground': colours.ink,
      'quickInput.background': colours.surface,
      'quickInputList.focusBackground': colours.tint,
      'quickInputList.focusForeground': colours.ink,
    },
  };
}
