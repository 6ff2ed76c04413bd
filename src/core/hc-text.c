/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-text.h"

#include <string.h>

#define STOP G_MAXUINT32 /* the token of a stop word */

typedef struct
{
  const char *word; /* in the chunk */
  guint32 length;
  guint32 hash;
  guint32 token;
} Entry;

struct HcTokenizer
{
  GStringChunk *chunk;
  GArray *entries;  /* of Entry: words and stop words */
  guint32 *slots;   /* open addressing: index into entries + 1; 0: free */
  guint32 mask;
  GPtrArray *words; /* by token; borrowed from the chunk */
  GString *folded;  /* scratch of what changes the tokenizer */
};

/* ---------------------------------------------------------------- words */

static guint32
hash_word (const char *word, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) word[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static void
grow (HcTokenizer *self)
{
  self->mask = self->mask * 2 + 1;
  g_free (self->slots);
  self->slots = g_new0 (guint32, (gsize) self->mask + 1);
  for (guint32 i = 0; i < self->entries->len; i++)
    {
      guint32 at = g_array_index (self->entries, Entry, i).hash & self->mask;

      while (self->slots[at] != 0)
        at = (at + 1) & self->mask;
      self->slots[at] = i + 1;
    }
}

/* Where the word stands, or the free slot where it would. */
static guint32
find_slot (const HcTokenizer *self, const char *word, gsize length, guint32 hash)
{
  guint32 at = hash & self->mask;

  for (; self->slots[at] != 0; at = (at + 1) & self->mask)
    {
      const Entry *known = &g_array_index (self->entries, Entry, self->slots[at] - 1);

      if (known->hash == hash && known->length == length
          && memcmp (known->word, word, length) == 0)
        break;
    }
  return at;
}

/* The entry of the word; a new one gets the token @fresh. */
static guint32
intern (HcTokenizer *self, const char *word, gsize length, guint32 fresh)
{
  Entry entry = { .length = (guint32) length, .hash = hash_word (word, length), .token = fresh };
  guint32 at = find_slot (self, word, length, entry.hash);

  if (self->slots[at] != 0)
    return g_array_index (self->entries, Entry, self->slots[at] - 1).token;
  entry.word = g_string_chunk_insert_len (self->chunk, word, (gssize) length);
  g_array_append_val (self->entries, entry);
  self->slots[at] = self->entries->len;
  if (fresh != STOP)
    g_ptr_array_add (self->words, (gpointer) entry.word);
  if (self->entries->len > self->mask / 2)
    grow (self);
  return fresh;
}

/* ---------------------------------------------------------------- texts */

/* Lower-cases @text into @out; FALSE when it is not plain ASCII. */
static gboolean
fold_ascii (const char *text, GString *out)
{
  gsize length = strlen (text);
  guchar seen = 0;

  g_string_set_size (out, length);
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      seen |= c;
      out->str[i] = (char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
  return seen < 0x80;
}

static void
fold (const char *text, GString *out)
{
  g_autofree char *valid = NULL;
  g_autofree char *composed = NULL;
  g_autofree char *folded = NULL;

  if (fold_ascii (text, out))
    return;
  valid = g_utf8_make_valid (text, -1);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  folded = g_utf8_casefold (composed, -1);
  g_string_assign (out, folded);
}

static gboolean
is_letter (const char *p)
{
  gunichar c;

  if ((guchar) *p < 0x80)
    return *p >= 'a' && *p <= 'z';
  c = g_utf8_get_char (p);
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* The next word of a folded text from *@at on, of two letters or more; FALSE: no more. */
static gboolean
next_word (const char **at, const char **word, gsize *length)
{
  const char *p = *at;

  while (*p != '\0')
    {
      guint letters = 0;

      while (*p != '\0' && !is_letter (p))
        p = g_utf8_next_char (p);
      *word = p;
      for (; *p != '\0' && is_letter (p); p = g_utf8_next_char (p))
        letters++;
      *length = (gsize) (p - *word);
      *at = p;
      if (letters >= 2)
        return TRUE;
    }
  return FALSE;
}

static void
add_stop_words (HcTokenizer *self, const char *const *words)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      const char *at;
      const char *word;
      gsize length;

      fold (words[i], self->folded);
      at = self->folded->str;
      while (next_word (&at, &word, &length))
        intern (self, word, length, STOP);
    }
}

static int
compare_tokens (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return x < y ? -1 : x > y;
}

/* Sorts what stands from @from on and drops doubles: a dozen words, so by insertion. */
static void
sort_distinct (GArray *tokens, guint from)
{
  guint32 *list = &g_array_index (tokens, guint32, 0) + from;
  guint n = tokens->len - from;
  guint kept = 0;

  if (n > 64)
    qsort (list, n, sizeof *list, compare_tokens);
  for (guint i = 0; i < n; i++)
    {
      guint32 token = list[i];
      guint at = kept;

      while (at > 0 && list[at - 1] > token)
        at--;
      if (at > 0 && list[at - 1] == token)
        continue;
      memmove (list + at + 1, list + at, (kept - at) * sizeof *list);
      list[at] = token;
      kept++;
    }
  g_array_set_size (tokens, from + kept);
}

/* ---------------------------------------------------------------- public */

HcTokenizer *
hc_tokenizer_new (const char *const *more_stop_words)
{
  HcTokenizer *self = g_new0 (HcTokenizer, 1);

  self->chunk = g_string_chunk_new (16 * 1024);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->words = g_ptr_array_new ();
  self->folded = g_string_new (NULL);
  self->mask = 1023;
  grow (self);
  add_stop_words (self, hc_text_stop_words);
  add_stop_words (self, more_stop_words);
  return self;
}

void
hc_tokenizer_free (HcTokenizer *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->chunk);
  g_array_unref (self->entries);
  g_ptr_array_unref (self->words);
  g_string_free (self->folded, TRUE);
  g_free (self->slots);
  g_free (self);
}

void
hc_tokenizer_add (HcTokenizer *self, const char *text, GArray *out)
{
  const char *at, *word;
  guint from = out->len;
  gsize length;

  fold (text, self->folded);
  at = self->folded->str;
  while (next_word (&at, &word, &length))
    {
      guint32 token = intern (self, word, length, self->words->len);

      if (token != STOP)
        g_array_append_val (out, token);
    }
  if (out->len > from + 1)
    sort_distinct (out, from);
}

guint
hc_tokenizer_look_up (const HcTokenizer *self, const char *text, GArray *out)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  const char *at, *word;
  guint from = out->len;
  guint n_unknown = 0;
  gsize length;

  fold (text, folded);
  at = folded->str;
  while (next_word (&at, &word, &length))
    {
      guint32 slot = self->slots[find_slot (self, word, length, hash_word (word, length))];
      const Entry *entry = slot != 0 ? &g_array_index (self->entries, Entry, slot - 1) : NULL;

      if (entry == NULL)
        n_unknown++;
      else if (entry->token != STOP)
        g_array_append_val (out, entry->token);
    }
  if (out->len > from + 1)
    sort_distinct (out, from);
  return n_unknown;
}

guint
hc_tokenizer_count (const HcTokenizer *self)
{
  return self->words->len;
}

const char *
hc_tokenizer_word (const HcTokenizer *self, guint32 token)
{
  g_return_val_if_fail (token < self->words->len, NULL);
  return g_ptr_array_index (self->words, token);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
hc_tokenizer_key (HcTokenizer *self, const char *text)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  hc_tokenizer_add (self, text, tokens);
  for (guint i = 0; i < tokens->len; i++)
    {
      guint32 token = g_array_index (tokens, guint32, i);

      g_ptr_array_add (words, (gpointer) hc_tokenizer_word (self, token));
    }
  g_ptr_array_sort (words, compare_words);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}
