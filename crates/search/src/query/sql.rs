//! The SQL of a search: how a query is read by the words of the register, and which records it finds.
//!
//! Both statements begin with the same reading. Its parameters are those of [`super::Query::values`]; the rows of the
//! first six are words and given `tsquery`s of parts (`number`) and of their branches.
//!
//! | name | rows | says |
//! | --- | --- | --- |
//! | `term` | one a word | its stem; whether it means nothing (`of`); whether it stands for all words that begin with it: it has three letters or is the last |
//! | `related` | one a word | words of its stem (`kin`), and the two words of the register that make it (`halves`) |
//! | `known` | one a word | whether the register has any of these |
//! | `alternative` | one a word | of a part that is not known, up to five words that look like it or sound like it (`alike`) |
//! | `form` | one a part and form | the `tsquery` of a part: `near` has the word and its kin, `begin` those that begin with it besides, `wide` those that look like it besides; `_names` is the same of names alone |
//! | `part` | one a part | what became of it, and what is marked |

/// The reading of a query. Every list of words is put into an order: of a word that stands in a `tsquery` more than once,
/// `ts_rank` counts one, and which one hangs on the order in which they are written.
macro_rules! reading {
    () => {
        r"
  WITH term AS MATERIALIZED (
    SELECT asked.*, asked.number = ANY($7::int[]) AS is_excluded, coalesce(lexized.stems[1], asked.word) AS stem,
      asked.given = '' AND coalesce(lexized.stems = '{}', false) AS is_stop,
      asked.given = '' AND asked.number <> ALL($7::int[])
        AND (length(asked.word) >= 3 OR asked.number = max(asked.number) OVER ()) AS is_prefix
    FROM unnest($1::text[], $2::int[], $3::int[], $4::text[], $5::text[], $6::text[]) AS asked (word, number, branch, given, given_names, marks)
      CROSS JOIN LATERAL (SELECT ts_lexize('english_stem', asked.word) AS stems) AS lexized
  ), related AS MATERIALIZED (
    SELECT term.*, ARRAY(
      SELECT word FROM search_word WHERE given = '' AND search_word.stem = term.stem AND search_word.word <> term.word ORDER BY word
    ) AS kin, ARRAY(
      SELECT at FROM generate_series(2, CASE WHEN given = '' AND branch = 0 AND NOT is_stop THEN length(word) - 2 ELSE 0 END) AS at
      WHERE EXISTS (SELECT FROM search_word WHERE search_word.word = left(term.word, at))
        AND EXISTS (SELECT FROM search_word WHERE search_word.word = right(term.word, -at)) ORDER BY at
    ) AS halves
    FROM term
  ), known AS MATERIALIZED (
    SELECT related.*, CASE WHEN given = '' THEN cardinality(kin) > 0 OR cardinality(halves) > 0 OR EXISTS (
        SELECT FROM search_word WHERE search_word.word >= related.word
          AND search_word.word <= related.word || CASE WHEN is_prefix THEN chr(1114111) ELSE '' END
      ) ELSE NOT EXISTS (
        SELECT FROM unnest(string_to_array(word, ' ')) AS needed (word)
        WHERE NOT EXISTS (SELECT FROM search_word WHERE search_word.word = needed.word)
      ) END AS is_known
    FROM related
  ), known_part AS MATERIALIZED (
    SELECT number, bool_or(is_known) AS is_known
    FROM (SELECT number, branch, bool_and(is_known) AS is_known FROM known GROUP BY number, branch) AS branch GROUP BY number
  ), alternative AS MATERIALIZED (
    SELECT known.*, CASE WHEN $8::bool AND given = '' AND branch < 10 AND NOT known.is_known AND NOT known_part.is_known
      AND NOT is_stop AND NOT is_excluded AND length(word) >= 4 AND word !~ '[0-9]'
    THEN ARRAY(
      SELECT other.word FROM (
        SELECT word, likeness, max(likeness) OVER () AS best FROM (
          SELECT search_word.word, similarity(search_word.word, known.word)
            + CASE WHEN search_word.sound = asked.sound AND length(asked.sound) >= 3 THEN 0.3 ELSE 0 END AS likeness
          FROM search_sound(known.word) AS asked (sound) JOIN search_word
            ON search_word.word % known.word OR search_word.sound = asked.sound AND length(asked.sound) >= 3
          WHERE abs(length(search_word.word) - length(known.word)) <= 3
        ) AS likely
      ) AS other WHERE likeness >= 0.75 * best ORDER BY likeness DESC, other.word LIMIT 5
    ) ELSE '{}' END AS alike
    FROM known JOIN known_part USING (number)
  ), written AS (
    SELECT number, branch, word, form.name, array_to_string(form.words, ' | ') AS words
    FROM alternative
      CROSS JOIN LATERAL (VALUES ('', '', 'ABCD', given), ('_names', ':AB', 'AB', given_names)) AS of (names, weight, letters, given)
      CROSS JOIN LATERAL (SELECT CASE WHEN of.given <> '' THEN ARRAY[of.given] ELSE
          ARRAY(SELECT format('''%s''%s', near, weight) FROM unnest(alternative.word || kin) AS near ORDER BY near)
          || ARRAY(SELECT format('(''%s''%s <-> ''%s''%s)', left(alternative.word, at), weight, right(alternative.word, -at), weight)
               FROM unnest(halves) AS at ORDER BY at) END AS near
      ) AS near
      CROSS JOIN LATERAL (SELECT near || CASE WHEN is_prefix THEN ARRAY[format('''%s'':*%s', alternative.word, letters)] ELSE '{}' END AS begin) AS begin
      CROSS JOIN LATERAL (SELECT begin || ARRAY(SELECT format('''%s''%s', other, weight) FROM unnest(alike) AS other ORDER BY other) AS wide) AS wide
      CROSS JOIN LATERAL (VALUES ('near' || names, near), ('begin' || names, begin), ('wide' || names, wide)) AS form (name, words)
  ), branch AS (
    SELECT number, branch, name, concat('(', string_agg(concat('(', words, ')'), ' & ' ORDER BY word), ')') AS words
    FROM written GROUP BY number, branch, name
  ), form AS MATERIALIZED (
    SELECT number, name, concat('(', string_agg(words, ' | ' ORDER BY branch), ')') AS words FROM branch GROUP BY number, name
  ), read AS MATERIALIZED (
    SELECT number, bool_or(is_excluded) AS is_excluded, bool_and(is_stop) FILTER (WHERE branch = 0) AS is_stop,
      bool_or(known_part.is_known) AS is_known,
      ARRAY(SELECT DISTINCT other FROM alternative AS of, unnest(of.alike) AS other WHERE of.number = alternative.number ORDER BY other) AS alike,
      (SELECT jsonb_agg(mark ORDER BY mark) FROM alternative AS of,
         unnest(CASE WHEN given <> '' THEN string_to_array(of.marks, ' ')
           ELSE CASE WHEN is_prefix THEN word || '*' ELSE word END || kin || alike
             || ARRAY(SELECT half FROM unnest(halves) AS at, unnest(ARRAY[left(word, at), right(word, -at)]) AS half) END) AS mark
       WHERE of.number = alternative.number) AS marks
    FROM alternative JOIN known_part USING (number) GROUP BY number
  ), part AS MATERIALIZED (
    SELECT read.*, CASE
      WHEN is_excluded THEN 'EXCLUDED'
      WHEN is_stop AND EXISTS (SELECT FROM read AS other WHERE NOT other.is_stop AND NOT other.is_excluded) THEN 'IGNORED'
      WHEN is_known THEN 'FOUND'
      WHEN alike <> '{}' THEN 'REPLACED'
      ELSE 'NOT_FOUND' END AS outcome
    FROM read
  )"
    };
}

/// The records that are found, as a relation: `id`, `kind`, `place`, `missing`, and what [`crate::mark`] reads:
/// `names`, `texts`, `marks`.
///
/// A record is found where it has every part of the query in some text; parts of which the register has no word are
/// left out, and words of no meaning (`of`) where there are others. Where fewer than ten records have every part of three
/// or more, those follow that have half of them or more; where none has every part, those that have a third or more:
/// `missing` has the others.
/// A record that has an excluded part is not found.
///
/// `place` orders them, the least first, and depends on the record, the query and the words of the register. It is a
/// number below 0, whose millions are for how the record was found:
///
/// | millions | found |
/// | --- | --- |
/// | 9 | by its whole display name |
/// | 8 | by another whole name |
/// | 7 | by the beginning of a name |
/// | 6, 5 | by words of its names; by words of its names that begin like those of the reader |
/// | 4, 3 | by words of all its texts; by words of them that begin like those of the reader |
/// | 2, 1 | by words of its names, and of all its texts, where others took the place of the reader's |
/// | 0 | by most of the parts |
///
/// The rest is for how much of its display name was asked for, and for how often and with which weight the words
/// stand in its texts (`ts_rank`), half each; of records with most of the parts it is for how many they have, and
/// for `ts_rank`.
pub const FOUND: &str = concat!(
    r"
SELECT entry.node_id AS id, entry.kind, entry.names, entry.texts, asked.marks,
  CASE WHEN has_all THEN '[]'::jsonb ELSE (
    SELECT jsonb_agg(text ORDER BY number) FROM unnest(asked.parts, asked.labels) WITH ORDINALITY AS part (query, text, number)
    WHERE NOT entry.body @@ part.query
  ) END AS missing,
  -1000000 * CASE
    WHEN NOT has_all THEN 0
    WHEN starts_with(entry.folded, concat(chr(10), asked.phrase, chr(10))) THEN 9
    WHEN strpos(entry.folded, concat(chr(10), asked.phrase, chr(10))) > 0 THEN 8
    WHEN strpos(entry.folded, concat(chr(10), asked.phrase)) > 0 THEN 7
    WHEN entry.body @@ asked.near_names THEN 6
    WHEN entry.body @@ asked.begin_names THEN 5
    WHEN entry.body @@ asked.near THEN 4
    WHEN entry.body @@ asked.begin THEN 3
    WHEN entry.body @@ asked.wide_names THEN 2
    ELSE 1 END
  - CASE WHEN has_all THEN
      round(500000 * least(1, asked.count / cardinality(string_to_array(split_part(entry.folded, chr(10), 2), ' '))::float8)
        + 499999 * least(1, ts_rank('{0.1, 0.3, 0.6, 1}', entry.body, asked.wide)))::int
    ELSE
      round(700000 * of.count / asked.count::float8
        + 299999 * least(1, ts_rank('{0.1, 0.3, 0.6, 1}', entry.body, asked.most)))::int END AS place
FROM (",
    reading!(),
    r", used AS MATERIALIZED (
    SELECT part.*, (SELECT words FROM form WHERE form.number = part.number AND form.name = 'wide') AS wide
    FROM part WHERE outcome IN ('FOUND', 'REPLACED')
  ), query AS (
    SELECT name, concat('(', string_agg(words, ' & ' ORDER BY number), ')') AS words
    FROM form JOIN used USING (number) GROUP BY name
  ), without AS (
    SELECT coalesce(string_agg(concat(' & !', words), '' ORDER BY number), '') AS words
    FROM form JOIN part USING (number) WHERE part.is_excluded AND form.name = 'near'
  ), whole AS MATERIALIZED (
    SELECT (SELECT concat(query.words, without.words)::tsquery FROM query, without WHERE name = 'wide') AS wide,
      (SELECT ('(' || string_agg(wide, ' | ' ORDER BY number) || ')' || (SELECT words FROM without))::tsquery FROM used) AS most,
      (SELECT count(*) FROM used) AS count
  )
  SELECT $10::text AS phrase, whole.*,
    CASE WHEN count > 1 THEN (
      SELECT count(*) FROM (SELECT FROM search_entry WHERE body @@ whole.wide LIMIT CASE WHEN whole.count = 2 THEN 1 ELSE 10 END) AS first
    ) END AS first,
    (SELECT jsonb_agg(marks ORDER BY number) FROM used) AS marks,
    (SELECT array_agg(wide::tsquery ORDER BY number) FROM used) AS parts,
    (SELECT array_agg(($9::text[])[number + 1] ORDER BY number) FROM used) AS labels,
    (SELECT words::tsquery FROM query WHERE name = 'near') AS near, (SELECT words::tsquery FROM query WHERE name = 'near_names') AS near_names,
    (SELECT words::tsquery FROM query WHERE name = 'begin') AS begin, (SELECT words::tsquery FROM query WHERE name = 'begin_names') AS begin_names,
    (SELECT words::tsquery FROM query WHERE name = 'wide_names') AS wide_names
  FROM whole
) AS asked
  CROSS JOIN LATERAL (SELECT coalesce(asked.first < CASE WHEN asked.count = 2 THEN 1 ELSE 10 END, false) AS takes_most) AS takes
  JOIN search_entry AS entry ON entry.body @@ CASE WHEN takes_most THEN asked.most ELSE asked.wide END
  CROSS JOIN LATERAL (SELECT NOT takes_most OR entry.body @@ asked.wide AS has_all) AS has
  CROSS JOIN LATERAL (
    SELECT CASE WHEN has_all THEN asked.count ELSE (
      SELECT count(*) FROM unnest(asked.parts) AS part (query) WHERE entry.body @@ part.query
    ) END AS count
  ) AS of
WHERE has_all OR of.count * CASE WHEN asked.first = 0 THEN 3 ELSE 2 END >= asked.count"
);

/// How the parts of a query were read, in their order, as rows: `id`, `text`, `kind`, `date`, `outcome`, `alike`.
pub const READING: &str = concat!(
    "SELECT number::bigint AS id, ($9::text[])[number + 1] AS text, ($10::text[])[number + 1] AS kind,
  nullif(($11::text[])[number + 1], '') AS date, outcome, to_jsonb(alike) AS alike
FROM (",
    reading!(),
    " SELECT * FROM part) AS part"
);
