/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-encoding.h"

#include "hc-error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <uchardet/uchardet.h>
#include <unistd.h>

#define SCAN_BLOCK (256 * 1024)
/* Enough to be sure of UTF-8: that far into the file, that many sequences seen. */
#define SURE_BYTES (4 * 1024 * 1024)
#define SURE_SEQUENCES 16
/* In a UTF-8 file damaged bytes are rare (texts cut in the middle of a character); in any other
 * encoding sequences that happen to be UTF-8 are. */
#define SEQUENCES_PER_DAMAGE 4
#define GIVE_UP_INVALID 4096
/* uchardet: fed with blocks that have other than ASCII bytes, at most so much. */
#define GUESS_BLOCK 4096
#define GUESS_BYTES (256 * 1024)
#define GUESS_MIN_HIGH_BYTES 24

#define ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGHS G_GUINT64_CONSTANT (0x8080808080808080)

/* What uchardet is believed: scripts whose texts cannot be taken for Western European ones. Its
 * guesses among Latin scripts are no better than chance on ticket titles. */
static const struct
{
  const char *guess;
  const char *name;
} scripts[] = {
  { "GB18030", "GB18030" },
  { "BIG5", "BIG5" },
  { "EUC-TW", "EUC-TW" },
  { "SHIFT_JIS", "CP932" },
  { "EUC-JP", "EUC-JP" },
  { "ISO-2022-JP", "ISO-2022-JP" },
  { "EUC-KR", "CP949" },
  { "UHC", "CP949" },
  { "ISO-2022-KR", "ISO-2022-KR" },
  { "WINDOWS-1251", "windows-1251" },
  { "KOI8-R", "KOI8-R" },
  { "ISO-8859-5", "ISO-8859-5" },
  { "IBM866", "IBM866" },
  { "WINDOWS-1253", "windows-1253" },
  { "ISO-8859-7", "ISO-8859-7" },
  { "WINDOWS-1255", "windows-1255" },
  { "ISO-8859-8", "windows-1255" },
  { "WINDOWS-1256", "windows-1256" },
  { "ISO-8859-6", "ISO-8859-6" },
  { "TIS-620", "TIS-620" },
};

static const struct
{
  const char *name;
  guint8 bytes[4];
  gsize length;
} boms[] = {
  /* UTF-32LE begins like UTF-16LE: first. */
  { "UTF-32LE", { 0xff, 0xfe, 0, 0 }, 4 }, { "UTF-32BE", { 0, 0, 0xfe, 0xff }, 4 },
  { "UTF-8", { 0xef, 0xbb, 0xbf }, 3 },    { "UTF-16LE", { 0xff, 0xfe }, 2 },
  { "UTF-16BE", { 0xfe, 0xff }, 2 },
};

int
hc_utf8_sequence (const guint8 *p, const guint8 *end)
{
  guint8 low = 0x80, high = 0xbf;
  int length;

  if (*p < 0x80)
    return 1;
  if (*p < 0xc2 || *p > 0xf4)
    return 0;

  length = *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
  if (*p == 0xe0)
    low = 0xa0; /* shorter forms exist */
  else if (*p == 0xed)
    high = 0x9f; /* surrogates */
  else if (*p == 0xf0)
    low = 0x90;
  else if (*p == 0xf4)
    high = 0x8f; /* above U+10FFFF */

  for (int i = 1; i < length; i++)
    {
      if (p + i == end)
        return -1;
      if (p[i] < low || p[i] > high)
        return 0;
      low = 0x80;
      high = 0xbf;
    }
  return length;
}

const guint8 *
hc_utf8_skip_valid (const guint8 *p, const guint8 *end, guint64 *multibyte)
{
  guint64 sequences = 0;

  while (p < end)
    {
      guint64 words[4];

      /* 32 bytes at a time while they are ASCII without NUL. */
      while (end - p >= 32)
        {
          memcpy (words, p, sizeof words);
          if (((words[0] | (words[0] - ONES) | words[1] | (words[1] - ONES) | words[2] |
                (words[2] - ONES) | words[3] | (words[3] - ONES)) &
               HIGHS) != 0)
            break;
          p += 32;
        }
      for (const guint8 *stop = end - p > 32 ? p + 32 : end; p < stop;)
        {
          int length;

          if (*p == 0)
            goto out;
          if (*p < 0x80)
            {
              p++;
              continue;
            }
          if ((length = hc_utf8_sequence (p, end)) <= 0)
            goto out;
          p += length;
          sequences++;
        }
    }

out:
  if (multibyte != NULL)
    *multibyte += sequences;
  return p;
}

/* Fills @buffer as far as the file reaches. -1 + error. */
static gssize
read_at (int fd, const char *file_name, guint8 *buffer, gsize size, goffset at, GError **error)
{
  gsize got = 0;

  while (got < size)
    {
      ssize_t n = pread (fd, buffer + got, size - got, at + (goffset) got);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, HC_ERROR, HC_ERROR_FAILED, _("“%s” could not be read: %s"),
                       file_name, g_strerror (errno));
          return -1;
        }
      if (n == 0)
        break;
      got += (gsize) n;
    }
  return (gssize) got;
}

static gboolean
from_bom (const guint8 *head, gsize n_head, HcEncoding *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (boms); i++)
    if (n_head >= boms[i].length && memcmp (head, boms[i].bytes, boms[i].length) == 0)
      {
        *out = (HcEncoding) { boms[i].name, boms[i].length };
        return TRUE;
      }
  return FALSE;
}

/* ASCII (delimiters, digits, line ends) in UTF-16 has a NUL in one half of its pairs. */
static const char *
utf16_by_nuls (const guint8 *head, gsize n_head)
{
  gsize pairs = n_head / 2, little = 0, big = 0;

  for (gsize i = 0; i < pairs; i++)
    {
      big += head[2 * i] == 0;
      little += head[2 * i + 1] == 0;
    }
  if (pairs < 2)
    return NULL;
  if (little * 4 >= pairs && big * 10 <= little)
    return "UTF-16LE";
  if (big * 4 >= pairs && little * 10 <= big)
    return "UTF-16BE";
  return NULL;
}

/* -1 + error; else whether the file is UTF-8. */
static int
is_utf8 (int fd, const char *file_name, GError **error)
{
  g_autofree guint8 *block = g_malloc (SCAN_BLOCK);
  guint64 sequences = 0, invalid = 0;
  goffset at = 0;
  gssize n;

  while ((n = read_at (fd, file_name, block, SCAN_BLOCK, at, error)) > 0)
    {
      const guint8 *p = block, *end = block + n;

      while ((p = hc_utf8_skip_valid (p, end, &sequences)) < end)
        {
          gboolean cut = hc_utf8_sequence (p, end) < 0;

          if (cut && n == SCAN_BLOCK)
            break; /* by the block: again with the next one */
          invalid += *p != 0;
          p = cut ? end : p + 1;
        }
      at += p - block;
      if (invalid > GIVE_UP_INVALID && sequences < invalid * SEQUENCES_PER_DAMAGE)
        break;
      if (at > SURE_BYTES && sequences >= SURE_SEQUENCES && invalid == 0)
        break;
    }
  if (n < 0)
    return -1;
  return invalid == 0 || sequences >= invalid * SEQUENCES_PER_DAMAGE;
}

/* The blocks with other than ASCII bytes, up to GUESS_BYTES. NULL + error. */
static GByteArray *
guess_sample (int fd, const char *file_name, guint *n_high, GError **error)
{
  g_autoptr (GByteArray) sample = g_byte_array_new ();
  guint8 block[GUESS_BLOCK];
  goffset at = 0;
  gssize n;

  *n_high = 0;
  while (sample->len < GUESS_BYTES &&
         (n = read_at (fd, file_name, block, sizeof block, at, error)) != 0)
    {
      guint high = 0;

      if (n < 0)
        return NULL;
      for (gssize i = 0; i < n; i++)
        high += block[i] >= 0x80 || block[i] == 0x1b;
      if (high > 0)
        g_byte_array_append (sample, block, (guint) n);
      *n_high += high;
      at += n;
    }
  return g_steal_pointer (&sample);
}

/* Whether @sample decodes but for the characters cut at its blocks' ends. */
static gboolean
decodes (const char *encoding, GByteArray *sample)
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);
  gchar *in = (gchar *) sample->data;
  gsize in_left = sample->len;
  guint errors = 0, allowed = 2 * (1 + sample->len / GUESS_BLOCK);
  char scratch[4096];

  if (converter == (GIConv) -1)
    return FALSE;
  while (in_left > 0 && errors <= allowed)
    {
      gchar *out = scratch;
      gsize out_left = sizeof scratch;

      if (g_iconv (converter, &in, &in_left, &out, &out_left) != (gsize) -1 || errno == E2BIG)
        continue;
      if (errno == EINVAL)
        break;
      errors++;
      in++;
      in_left--;
    }
  g_iconv_close (converter);
  return errors <= allowed;
}

static const char *
name_by_script (GByteArray *sample)
{
  uchardet_t detector = uchardet_new ();
  const char *guess;
  const char *name = NULL;

  if (uchardet_handle_data (detector, (const char *) sample->data, sample->len) == 0)
    {
      uchardet_data_end (detector);
      guess = uchardet_get_charset (detector);
      for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
        if (g_ascii_strcasecmp (guess, scripts[i].guess) == 0 && decodes (scripts[i].name, sample))
          name = scripts[i].name;
    }
  uchardet_delete (detector);
  return name;
}

gboolean
hc_encoding_detect (int fd, const char *file_name, HcEncoding *out, GError **error)
{
  g_autoptr (GByteArray) sample = NULL;
  guint8 head[4096];
  gssize n_head = read_at (fd, file_name, head, sizeof head, 0, error);
  guint n_high;
  int utf8;

  if (n_head < 0)
    return FALSE;
  *out = (HcEncoding) { "UTF-8", 0 };
  if (from_bom (head, (gsize) n_head, out))
    return TRUE;
  if ((out->name = utf16_by_nuls (head, (gsize) n_head)) != NULL)
    return TRUE;

  out->name = "UTF-8";
  if ((utf8 = is_utf8 (fd, file_name, error)) != 0)
    return utf8 > 0;

  out->name = "windows-1252";
  if ((sample = guess_sample (fd, file_name, &n_high, error)) == NULL)
    return FALSE;
  if (n_high >= GUESS_MIN_HIGH_BYTES)
    {
      const char *name = name_by_script (sample);

      out->name = name != NULL ? name : out->name;
    }
  return TRUE;
}

gboolean
hc_encoding_from_name (
  const char *name, const guint8 *head, gsize n_head, HcEncoding *out, GError **error)
{
  /* Files that claim to be Latin-1 are Windows-1252: its superset without control characters. */
  static const char *const latin1[] = { "ISO-8859-1", "ISO8859-1", "ISO_8859-1", "latin1",
                                        "latin-1",    "cp1252",    "US-ASCII",   "ASCII" };
  HcEncoding found = { NULL, 0 };
  GIConv converter;

  from_bom (head, n_head, &found);
  *out = (HcEncoding) { g_intern_string (name), found.bom };
  if (g_ascii_strcasecmp (name, "utf8") == 0 || g_ascii_strcasecmp (name, "utf-8") == 0)
    out->name = "UTF-8";
  else if (g_ascii_strcasecmp (name, "utf-16") == 0 || g_ascii_strcasecmp (name, "utf16") == 0)
    out->name = found.name != NULL && g_str_has_prefix (found.name, "UTF-16") ? found.name
                : utf16_by_nuls (head, n_head) != NULL ? utf16_by_nuls (head, n_head)
                                                       : "UTF-16LE";
  for (guint i = 0; i < G_N_ELEMENTS (latin1); i++)
    if (g_ascii_strcasecmp (name, latin1[i]) == 0)
      out->name = "windows-1252";

  converter = g_iconv_open ("UTF-8", out->name);
  if (converter == (GIConv) -1)
    {
      g_set_error (error, HC_ERROR, HC_ERROR_NOT_FOUND,
                   _("There is no text encoding named “%s”. Common ones are UTF-8, windows-1252, "
                     "windows-1250, UTF-16 and Shift_JIS."),
                   name);
      return FALSE;
    }
  g_iconv_close (converter);
  return TRUE;
}
