/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "hc-ticket.h"

static guint64
hash_of (const HcTicketRow *row)
{
  HcTicketRow sealed = *row;

  hc_ticket_row_seal (&sealed);
  return sealed.hash;
}

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) stored = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    {
      const HcTicketFieldInfo *info = &hc_ticket_fields[i];

      g_assert_nonnull (info->name);
      g_assert_nonnull (info->label);
      g_assert_true (g_hash_table_add (names, (gpointer) info->name));
      g_assert_cmpint (hc_ticket_field_from_name (info->name), ==, i);
      if (info->column != NULL)
        g_assert_true (g_hash_table_add (stored, (gpointer) info->column));
      if (info->column != NULL && info->kind == HC_FIELD_TERM)
        g_assert_true (g_str_has_suffix (info->column, "_term"));
      if (info->column != NULL && info->kind == HC_FIELD_INSTANT)
        g_assert_true (g_str_has_suffix (info->column, "_at"));
    }
  g_assert_cmpint (hc_ticket_field_from_name ("no such"), ==, HC_TICKET_N_FIELDS);
  g_assert_cmpint (hc_ticket_field_from_name (NULL), ==, HC_TICKET_N_FIELDS);
}

static void
fill (HcTicketRow *row)
{
  hc_ticket_row_init (row);
  row->mapped = HC_TICKET_BIT (HC_TICKET_KEY) | HC_TICKET_BIT (HC_TICKET_TITLE) |
                HC_TICKET_BIT (HC_TICKET_GROUP) | HC_TICKET_BIT (HC_TICKET_OPENED) |
                HC_TICKET_BIT (HC_TICKET_RESOLVED) | HC_TICKET_BIT (HC_TICKET_MOD_COUNT);
  row->text[HC_TICKET_KEY] = "INC1";
  row->text[HC_TICKET_TITLE] = "Printer";
  row->text[HC_TICKET_GROUP] = "Desk";
  row->number[HC_TICKET_OPENED] = 100;
  row->number[HC_TICKET_MOD_COUNT] = 3;
  row->state_class = HC_STATE_OPEN;
}

/* Every difference that a person would call a change gives another hash; what is not part of the
 * ticket does not. */
static void
test_hash (void)
{
  HcTicketRow a, b;

  fill (&a);
  fill (&b);
  b.line = 99;
  b.number[HC_TICKET_MOD_COUNT] = 4;
  b.text[HC_TICKET_CATEGORY] = "not mapped";
  g_assert_cmphex (hash_of (&a), ==, hash_of (&b));

  b.text[HC_TICKET_TITLE] = "Group";
  b.text[HC_TICKET_GROUP] = "Printer";
  g_assert_cmphex (hash_of (&a), !=, hash_of (&b));

  fill (&b);
  b.text[HC_TICKET_GROUP] = NULL;
  g_assert_cmphex (hash_of (&a), !=, hash_of (&b));

  fill (&b);
  b.text[HC_TICKET_TITLE] = NULL;
  b.text[HC_TICKET_GROUP] = "Printer";
  a.text[HC_TICKET_TITLE] = "Printer";
  a.text[HC_TICKET_GROUP] = NULL;
  g_assert_cmphex (hash_of (&a), !=, hash_of (&b));

  fill (&a);
  fill (&b);
  b.number[HC_TICKET_OPENED] = HC_INSTANT_NONE;
  b.number[HC_TICKET_RESOLVED] = 100;
  g_assert_cmphex (hash_of (&a), !=, hash_of (&b));

  fill (&b);
  b.state_class = HC_STATE_WAITING;
  g_assert_cmphex (hash_of (&a), !=, hash_of (&b));

  fill (&b);
  b.mapped |= HC_TICKET_BIT (HC_TICKET_CATEGORY);
  g_assert_cmphex (hash_of (&a), !=, hash_of (&b));
}

/* The hash is part of the file format: it may never change. */
static void
test_hash_is_stable (void)
{
  HcTicketRow row;

  fill (&row);
  g_assert_cmphex (hash_of (&row), ==, G_GUINT64_CONSTANT (0xe9cdeb152eab3d9e));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticket/names", test_names);
  g_test_add_func ("/ticket/hash", test_hash);
  g_test_add_func ("/ticket/hash-is-stable", test_hash_is_stable);
  return g_test_run ();
}
