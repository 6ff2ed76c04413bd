/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <float.h>
#include <math.h>

#include "hc-json.h"
#include "json-util.h"

static void
test_numbers (void)
{
  static const struct
  {
    double value;
    const char *text;
  } cases[] = {
    { 0.4, "0.4" },
    { 14, "14.0" },
    { 0, "0.0" },
    { -1.5, "-1.5" },
    { 1.0 / 3, "0.3333333333333333" },
    { 9.278819444444444, "9.278819444444444" },
    { 44.62751054852318, "44.62751054852318" },
    { 19.533333333333335, "19.533333333333335" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1e-7, "1e-07" },
    { 1e22, "1e+22" },
    { DBL_MAX, "1.7976931348623157e+308" },
    { 5e-324, "4.94065645841247e-324" },
    { 123456789012345680.0, "1.2345678901234568e+17" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = hc_number_format (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (g_ascii_strtod (text, NULL) == cases[i].value);
    }
  g_assert_null (hc_number_format (NAN));
  g_assert_null (hc_number_format (INFINITY));
  g_assert_null (hc_number_format (-INFINITY));
}

/* Random bit patterns come back bit for bit. */
static void
test_round_trip (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      union
      {
        guint64 bits;
        double value;
      } number = { .bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int () };
      g_autofree char *text = hc_number_format (number.value);

      if (isfinite (number.value))
        g_assert_true (g_ascii_strtod (text, NULL) == number.value);
      else
        g_assert_null (text);
    }
}

static void
test_layout (void)
{
  HcJson *json = hc_json_new ();
  g_autofree char *text = NULL;

  hc_json_begin_object (json, HC_JSON_LINES);
  hc_json_key (json, "name");
  hc_json_string (json, "ERP");
  hc_json_key (json, "none");
  hc_json_string (json, NULL);
  hc_json_key (json, "empty");
  hc_json_begin_array (json, HC_JSON_LINES);
  hc_json_end (json);
  hc_json_key (json, "points");
  hc_json_begin_array (json, HC_JSON_LINES);
  for (int i = 1; i <= 2; i++)
    {
      hc_json_begin_object (json, HC_JSON_INLINE);
      hc_json_key (json, "n");
      hc_json_int (json, i);
      hc_json_key (json, "values");
      hc_json_begin_array (json, HC_JSON_LINES); /* inside a line: on that line */
      hc_json_double (json, i / 2.0);
      hc_json_double (json, NAN);
      hc_json_boolean (json, i == 1);
      hc_json_end (json);
      hc_json_end (json);
    }
  hc_json_end (json);
  hc_json_end (json);
  text = hc_json_finish (json);

  g_assert_cmpstr (text, ==,
                   "{\n"
                   "  \"name\": \"ERP\",\n"
                   "  \"none\": null,\n"
                   "  \"empty\": [],\n"
                   "  \"points\": [\n"
                   "    {\"n\": 1, \"values\": [0.5, null, true]},\n"
                   "    {\"n\": 2, \"values\": [1.0, null, false]}\n"
                   "  ]\n"
                   "}\n");
}

static void
test_escapes (void)
{
  static const struct
  {
    const char *text;
    const char *json;
  } cases[] = {
    { "a\"b\\c", "\"a\\\"b\\\\c\"\n" },
    { "line\r\n\tend", "\"line\\r\\n\\tend\"\n" },
    { "\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\"\n" },
    { "Łódź “x” 🎈", "\"Łódź “x” 🎈\"\n" },
    { "bad\xff", "\"bad\xef\xbf\xbd\"\n" },
    { "", "\"\"\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      HcJson *json = hc_json_new ();
      g_autofree char *text = NULL;
      g_autoptr (JsonNode) node = NULL;

      hc_json_string (json, cases[i].text);
      text = hc_json_finish (json);
      g_assert_cmpstr (text, ==, cases[i].json);
      node = json_parse (text);
      g_assert_nonnull (node);
      if (g_utf8_validate (cases[i].text, -1, NULL))
        g_assert_cmpstr (node->text, ==, cases[i].text);
    }
}

/* The reader of the tests must refuse what is no JSON, or it proves nothing. */
static void
test_reader_refuses (void)
{
  static const char *const bad[] = { "",    "{",      "{\"a\":}", "[1,]",    "[1 2]", "{\"a\" 1}",
                                     "nul", "\"open", "\"\\x\"",  "[NaN]",   "{} {}", "+1",
                                     ".5",  "{a: 1}", "[1",       "\"a\nb\"" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonNode) node = json_parse (bad[i]);

      if (node != NULL)
        g_error ("accepted: %s", bad[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/numbers", test_numbers);
  g_test_add_func ("/json/round-trip", test_round_trip);
  g_test_add_func ("/json/layout", test_layout);
  g_test_add_func ("/json/escapes", test_escapes);
  g_test_add_func ("/json/reader-refuses", test_reader_refuses);
  return g_test_run ();
}
