//! From what a reader types to the records that are found.

use super::{
    fold::{Word, fold, words},
    texts,
};
use sea_orm::{Value, sea_query::ArrayType};

/// Most words of one search, those that a hyphen or apostrophe joins counted by themselves.
pub const MOST_WORDS: usize = 32;

/// What a reader looks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Words to compare, each with the number of the reader's word, and with its branch: 0 for the word itself, 1 for
    /// those that a hyphen joins in it, which do as well if all are there.
    terms: Vec<(String, i32, i32)>,
    phrase: String,
}

impl Query {
    /// Reads what a reader types; none where it has more words than one search takes.
    pub fn read(text: &str) -> Option<Self> {
        let (mut terms, mut count) = (Vec::new(), 0);
        for (number, word) in (0..).zip(asked(text)) {
            count += word.parts.len().max(1);
            if count > MOST_WORDS {
                return None;
            }
            terms.push((word.closed, number, 0));
            terms.extend(word.parts.into_iter().map(|part| (part, number, 1)));
        }
        Some(Self { terms, phrase: fold(text) })
    }

    /// The values of [`FOUND`].
    pub fn values(&self) -> [Value; 4] {
        let ints = |of: fn(&(String, i32, i32)) -> i32| {
            Value::Array(ArrayType::Int, Some(Box::new(self.terms.iter().map(|term| of(term).into()).collect())))
        };
        [
            texts(self.terms.iter().map(|(word, ..)| word.clone())),
            ints(|(_, number, _)| *number),
            ints(|(.., branch)| *branch),
            self.phrase.clone().into(),
        ]
    }
}

/// The words of a text, without the last letter of those of a script without blanks: the pair before has it.
fn asked(text: &str) -> impl Iterator<Item = Word> {
    let mut was_pair = false;
    words(text).filter(move |word| !std::mem::replace(&mut was_pair, word.goes_on()) || was_pair)
}

/// The records that are found, as a relation: `id`, `kind`, `place`, and what [`super::mark`] reads: `names`, `texts`,
/// `marks`. The parameters are those of [`Query::values`].
///
/// A record is found where it has every word of the reader in some text; a word of no meaning (`of`) counts only where
/// there is no other. A word stands for itself, for words of its stem (`kin`), and for words that begin with it, if it
/// has three letters or is the last. Where the register has none of these, it stands for up to five that look
/// like it (`alike`).
///
/// `place` orders them, the least first, and depends on the record, the query and the words of the register. It is a
/// number below 0, whose millions are for how the record was found:
///
/// | millions | found |
/// | --- | --- |
/// | 6 | by its whole display name |
/// | 5 | by another whole name |
/// | 4 | by the beginning of a name |
/// | 3 | by words of its names |
/// | 2 | by words of its names that begin or look like those of the reader |
/// | 1 | by words of all its texts |
/// | 0 | by words of all its texts that begin or look like those of the reader |
///
/// The rest is for how much of its display name was asked for, and for how often and with which weight the words
/// stand in its texts (`ts_rank`), half each. Of a word that stands in a `tsquery` more than once, as itself and as a
/// beginning, `ts_rank` counts one, and which one hangs on the order in which they are written: so every list of words
/// is put into an order, and no plan that PostgreSQL may choose changes a place.
pub const FOUND: &str = r"
SELECT entry.node_id AS id, entry.kind, entry.names, entry.texts, asked.marks,
  -1000000 * CASE
    WHEN starts_with(entry.folded, concat(chr(10), asked.phrase, chr(10))) THEN 6
    WHEN strpos(entry.folded, concat(chr(10), asked.phrase, chr(10))) > 0 THEN 5
    WHEN strpos(entry.folded, concat(chr(10), asked.phrase)) > 0 THEN 4
    WHEN entry.body @@ asked.near_names THEN 3
    WHEN entry.body @@ asked.wide_names THEN 2
    WHEN entry.body @@ asked.near THEN 1
    ELSE 0 END
  - round(500000 * least(1, asked.count / cardinality(string_to_array(split_part(entry.folded, chr(10), 2), ' '))::float8)
      + 499999 * least(1, ts_rank('{0.1, 0.3, 0.6, 1}', entry.body, asked.wide)))::int AS place
FROM (
  WITH term AS MATERIALIZED (
    SELECT asked.*, coalesce(lexized.stems[1], asked.word) AS stem, coalesce(lexized.stems = '{}', false) AS is_stop,
      length(asked.word) >= 3 OR asked.number = max(asked.number) OVER () AS is_prefix
    FROM unnest($1::text[], $2::int[], $3::int[]) AS asked (word, number, branch)
      CROSS JOIN LATERAL (SELECT ts_lexize('english_stem', asked.word) AS stems) AS lexized
  ), related AS MATERIALIZED (
    SELECT term.*, ARRAY(
      SELECT word FROM search_word WHERE search_word.stem = term.stem AND search_word.word <> term.word ORDER BY word
    ) AS kin
    FROM term
  ), alternative AS MATERIALIZED (
    SELECT related.*, CASE WHEN cardinality(kin) = 0 AND length(word) >= 4 AND NOT EXISTS (
      SELECT FROM search_word WHERE search_word.word >= related.word
        AND search_word.word <= related.word || CASE WHEN is_prefix THEN chr(1114111) ELSE '' END
    ) THEN ARRAY(
      SELECT search_word.word FROM search_word
      WHERE search_word.word % related.word AND abs(length(search_word.word) - length(related.word)) <= 3
      ORDER BY similarity(search_word.word, related.word) DESC, search_word.word LIMIT 5
    ) ELSE '{}' END AS alike
    FROM related
  ), written AS (
    SELECT alternative.*,
      (SELECT string_agg(format('''%s''', near), ' | ' ORDER BY near) FROM unnest(word || kin) AS near) AS near,
      (SELECT string_agg(format('''%s'':AB', near), ' | ' ORDER BY near) FROM unnest(word || kin) AS near) AS near_names,
      concat('''', word, CASE WHEN is_prefix THEN ''':*' ELSE ''':' END) AS begins
    FROM alternative
  ), branch AS (
    SELECT number, branch, bool_and(is_stop) AS is_stop,
      concat('(', string_agg(concat('(', near, ')'), ' & ' ORDER BY word), ')') AS near,
      concat('(', string_agg(concat('(', near_names, ')'), ' & ' ORDER BY word), ')') AS near_names,
      concat('(', string_agg(concat('(', near, ' | ', begins, 'ABCD', (SELECT string_agg(format(' | ''%s''', other), '' ORDER BY other) FROM unnest(alike) AS other), ')'), ' & ' ORDER BY word), ')') AS wide,
      concat('(', string_agg(concat('(', near_names, ' | ', begins, 'AB', (SELECT string_agg(format(' | ''%s'':AB', other), '' ORDER BY other) FROM unnest(alike) AS other), ')'), ' & ' ORDER BY word), ')') AS wide_names
    FROM written GROUP BY number, branch
  ), reader AS (
    SELECT number, bool_and(is_stop) FILTER (WHERE branch = 0) AS is_stop,
      concat('(', string_agg(near, ' | ' ORDER BY branch), ')') AS near, concat('(', string_agg(near_names, ' | ' ORDER BY branch), ')') AS near_names,
      concat('(', string_agg(wide, ' | ' ORDER BY branch), ')') AS wide, concat('(', string_agg(wide_names, ' | ' ORDER BY branch), ')') AS wide_names,
      (SELECT jsonb_agg(mark ORDER BY mark) FROM alternative,
         unnest(CASE WHEN is_prefix THEN word || '*' ELSE word END || kin || alike) AS mark
       WHERE alternative.number = branch.number) AS marks
    FROM branch GROUP BY number
  )
  SELECT $4::text AS phrase, count(*) AS count, jsonb_agg(marks ORDER BY number) AS marks,
    string_agg(near, ' & ' ORDER BY number)::tsquery AS near, string_agg(near_names, ' & ' ORDER BY number)::tsquery AS near_names,
    string_agg(wide, ' & ' ORDER BY number)::tsquery AS wide, string_agg(wide_names, ' & ' ORDER BY number)::tsquery AS wide_names
  FROM reader WHERE NOT is_stop OR NOT EXISTS (SELECT FROM reader AS other WHERE NOT other.is_stop)
) AS asked JOIN search_entry AS entry ON entry.body @@ asked.wide";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_hyphen_joins_are_another_branch() {
        let query = Query::read("Peace-keeping Forces").expect("a query");
        let terms = [("peacekeeping", 0, 0), ("peace", 0, 1), ("keeping", 0, 1), ("forces", 1, 0)];
        assert_eq!(query.terms, terms.map(|(word, number, branch)| (word.to_owned(), number, branch)));
        assert_eq!(query.phrase, "peacekeeping forces");
    }

    #[test]
    fn a_run_of_letters_of_a_script_without_blanks_is_its_pairs() {
        let query = Query::read("罗马规约 A 约").expect("a query");
        let terms = ["罗马", "马规", "规约", "a", "约"].into_iter().zip(0..);
        assert_eq!(query.terms, terms.map(|(word, number)| (word.to_owned(), number, 0)).collect::<Vec<_>>());
        assert_eq!(query.phrase, "罗马规约 a 约");
    }

    #[test]
    fn a_search_has_so_many_words_at_most() {
        assert!(Query::read(&"word ".repeat(MOST_WORDS)).is_some());
        assert_eq!(Query::read(&"word ".repeat(MOST_WORDS + 1)), None);
    }

    #[test]
    fn words_count_whatever_joins_them() {
        for joint in ["-", "'", "\u{2019}", "\u{2011}", " - "] {
            assert!(Query::read(&["word"; MOST_WORDS].join(joint)).is_some(), "{joint}");
            assert_eq!(Query::read(&["word"; MOST_WORDS + 1].join(joint)), None, "{joint}");
        }
        let pairs = |words: usize| "peace-keeping ".repeat(words / 2);
        assert!(Query::read(&pairs(MOST_WORDS)).is_some());
        assert_eq!(Query::read(&pairs(MOST_WORDS + 2)), None);
    }
}
