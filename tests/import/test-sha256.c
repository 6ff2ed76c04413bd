/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-sha256.h"

/* FIPS 180-4 examples. */
static void
test_published (void)
{
  static const struct
  {
    const char *text;
    const char *hash;
  } cases[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint portable = 0; portable < 2; portable++)
      {
        g_autoptr (HcSha256) sha = portable ? hc_sha256_new_portable () : hc_sha256_new ();
        g_autofree char *hash = NULL;

        hc_sha256_update (sha, cases[i].text, strlen (cases[i].text));
        hash = hc_sha256_finish (sha);
        g_assert_cmpstr (hash, ==, cases[i].hash);
      }
}

/* Every length around the block, and pieces of any size, give what GLib gives. */
static void
test_pieces (void)
{
  guint8 data[1500];

  for (guint i = 0; i < sizeof data; i++)
    data[i] = (guint8) g_test_rand_int ();
  for (gsize length = 0; length < sizeof data; length += length < 200 ? 1 : 97)
    {
      g_autoptr (HcSha256) sha = hc_sha256_new ();
      g_autofree char *hash = NULL;
      g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);

      for (gsize at = 0; at < length;)
        {
          gsize piece = (gsize) g_test_rand_int_range (0, 150);
          gsize n = MIN (piece, length - at);

          hc_sha256_update (sha, data + at, n);
          at += n;
        }
      hash = hc_sha256_finish (sha);
      g_assert_cmpstr (hash, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sha256/published", test_published);
  g_test_add_func ("/sha256/pieces", test_pieces);
  return g_test_run ();
}
