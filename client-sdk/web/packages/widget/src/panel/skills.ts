/** The company's skill catalogue: found as one types, and guessed from what is stuck. Nothing leaves the browser for it. */
import type { Skill } from '@courtside/client';

const mostFound = 8;

interface Indexed {
  skill: Skill;
  label: readonly string[];
  words: ReadonlySet<string>;
}

export class SkillIndex {
  private readonly indexed: readonly Indexed[];
  private readonly rarity = new Map<string, number>();

  constructor(readonly skills: readonly Skill[]) {
    this.indexed = skills.map((skill) => ({
      skill,
      label: wordsOf(skill.label),
      words: new Set(wordsOf(`${skill.label} ${skill.description}`)),
    }));
    for (const { words } of this.indexed) {
      for (const word of words) this.rarity.set(word, (this.rarity.get(word) ?? 0) + 1);
    }
  }

  has(code: string): boolean {
    return this.skills.some((skill) => skill.code === code);
  }

  label(code: string): string {
    return this.skills.find((skill) => skill.code === code)?.label ?? code;
  }

  /** The next wider skill that the catalogue has: "S1.1" of "S1.1.2"; undefined for the widest. */
  wider(code: string): string | undefined {
    for (let at = code.lastIndexOf('.'); at > 0; at = code.lastIndexOf('.', at - 1)) {
      const parent = code.slice(0, at);
      if (this.has(parent) && this.label(parent) !== this.label(code)) return parent;
    }
    return undefined;
  }

  /** Every word that was typed begins a word of the label, or else of the description. */
  search(typed: string): Skill[] {
    const wanted = wordsOf(typed);
    if (wanted.length === 0) return [];
    const begins = (words: Iterable<string>) => wanted.every((want) => [...words].some((word) => word.startsWith(want)));
    const byLabel = this.indexed.filter(({ label }) => begins(label));
    const byWords = this.indexed.filter(({ label, words }) => !begins(label) && begins(words));
    byLabel.sort((a, b) => a.label.length - b.label.length);
    return distinct([...byLabel, ...byWords].map(({ skill }) => skill)).slice(0, mostFound);
  }

  /** The closest skill to a text, by shared words weighted by how rare they are; undefined where none is close. */
  guess(text: string): Skill | undefined {
    const wanted = new Set(wordsOf(text).filter((word) => word.length > 3).map(stem));
    let best: { skill: Skill; score: number } | undefined;
    for (const { skill, label, words } of this.indexed) {
      let score = 0;
      for (const word of words) {
        if (!wanted.has(stem(word))) continue;
        const rare = Math.log(this.indexed.length / (this.rarity.get(word) ?? 1));
        score += rare * (label.includes(word) ? 3 / Math.sqrt(label.length) : 0.5);
      }
      if (score > 1.5 && score > (best?.score ?? 0)) best = { skill, score };
    }
    return best?.skill;
  }
}

/** Catalogues repeat a group's label for its rest ("S1", "S1.0"): the first stands for them. */
function distinct(skills: readonly Skill[]): Skill[] {
  const seen = new Set<string>();
  return skills.filter(({ label }) => !seen.has(label) && seen.add(label));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** "negotiating", "negotiate", "negotiation": alike enough. */
function stem(word: string): string {
  return word.replace(/(ations?|ating|ated?|ings?|ions?|ed|es|s|e)$/, '');
}
