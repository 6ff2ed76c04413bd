/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-handoff-registers.h"

#include <glib/gi18n.h>

#include "hc-register-watch.h"

enum
{
  CHECKLIST,
  RISKS,
  BACKLOG,
  TRANSFERS,
  LESSONS,
  FEEDBACK,
};

const HcHandoffRegister hc_handoff_registers[HC_N_HANDOFF_REGISTERS] = {
  [CHECKLIST] = { .type = "checklist_item",
                  .icon = "mail-forward-symbolic",
                  .purpose = N_("Everything the support team must have before hypercare ends, each item with "
                                "somebody responsible, a reviewer and a date."),
                  .state = "status",
                  .finished = { "done", "not_applicable" },
                  .due = "due",
                  .owner = "responsible" },
  [RISKS] = { .type = "risk",
              .icon = "dialog-warning-symbolic",
              .purpose = N_("What can still go wrong after the handoff, what would be done about it, and "
                            "who watches it."),
              .may_be_empty = TRUE,
              .state = "status",
              .finished = { "closed" },
              .due = "review_on",
              .owner = "owner" },
  [BACKLOG] = { .type = "improvement",
                .icon = "view-list-symbolic",
                .purpose = N_("What would make the system easier to use and is not urgent: each entry goes "
                              "to an owner in the support organisation."),
                .may_be_empty = TRUE,
                .owner = "bau_owner" },
  [TRANSFERS] = { .type = "knowledge_transfer",
                  .icon = "system-users-symbolic",
                  .purpose = N_("Who teaches whom what, when it was held, and how sure the support team "
                                "is of it."),
                  .state = "status",
                  .finished = { "held", "confirmed" },
                  .due = "date",
                  .owner = "to_name" },
  [LESSONS] = { .type = "lesson",
                .icon = "document-edit-symbolic",
                .purpose = N_("What happened, why, and what the next launch should do about it."),
                .may_be_empty = TRUE },
  [FEEDBACK] = { .type = "feedback",
                 .icon = "text-x-generic-symbolic",
                 .purpose = N_("What users said, in their own words, by cohort and channel."),
                 .may_be_empty = TRUE,
                 .state = "sentiment" },
};

struct _HcHandoffRegisters
{
  GObject parent_instance;

  /* Borrowed */
  HcLaunch *launch; /* it keeps this object */

  /* Owned */
  HcRegisterWatch *watches[HC_N_HANDOFF_REGISTERS];
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcHandoffRegisters, hc_handoff_registers, G_TYPE_OBJECT)

/* ---------------------------------------------------------------- one record */

static const HcHandoffRegister *
register_of (const HcRecordData *record)
{
  for (guint i = 0; i < HC_N_HANDOFF_REGISTERS; i++)
    if (g_str_equal (hc_handoff_registers[i].type, record->type->name))
      return &hc_handoff_registers[i];
  g_return_val_if_reached (NULL);
}

gboolean
hc_handoff_is_open (const HcRecordData *record, gpointer data)
{
  const HcHandoffRegister *described = register_of (record);
  const char *state = described->state != NULL ? hc_record_data_get (record, described->state) : NULL;

  for (guint i = 0; state != NULL && described->finished[i] != NULL; i++)
    if (g_str_equal (state, described->finished[i]))
      return FALSE;
  return TRUE;
}

gboolean
hc_handoff_is_overdue (const HcRecordData *record, HcDay today)
{
  const HcHandoffRegister *described = register_of (record);
  HcDay due = described->due != NULL ? hc_record_data_get_day (record, described->due)
                                     : HC_DAY_NONE;

  return due != HC_DAY_NONE && due < today && hc_handoff_is_open (record, NULL);
}

gboolean
hc_handoff_is_unowned (const HcRecordData *record)
{
  const HcHandoffRegister *described = register_of (record);

  return described->owner != NULL && !hc_record_data_is_set (record, described->owner)
         && hc_handoff_is_open (record, NULL);
}

/* ---------------------------------------------------------------- counts in words */

static char *
main_text (guint index, const HcHandoffCount *count)
{
  guint open = count->n - count->finished;

  switch (index)
    {
    case CHECKLIST:
      return g_strdup_printf (ngettext ("%u of %u done", "%u of %u done", count->n),
                              count->finished, count->n);
    case RISKS:
      return g_strdup_printf (ngettext ("%u open", "%u open", open), open);
    case BACKLOG:
      return g_strdup_printf (ngettext ("%u entry", "%u entries", count->n), count->n);
    case TRANSFERS:
      return g_strdup_printf (ngettext ("%u of %u held", "%u of %u held", count->n),
                              count->finished, count->n);
    case LESSONS:
      return g_strdup_printf (ngettext ("%u lesson", "%u lessons", count->n), count->n);
    default:
      return g_strdup_printf (ngettext ("%u voice", "%u voices", count->n), count->n);
    }
}

char *
hc_handoff_count_text (guint index, const HcHandoffCount *count)
{
  g_autofree char *text = NULL;
  GString *out;

  g_return_val_if_fail (index < HC_N_HANDOFF_REGISTERS, NULL);

  if (count->n == 0)
    return g_strdup (_("nothing yet"));
  text = main_text (index, count);
  out = g_string_new (text);
  if (count->overdue > 0)
    g_string_append_printf (out, ngettext (", %u overdue", ", %u overdue", count->overdue),
                            count->overdue);
  if (count->unowned > 0)
    g_string_append_printf (
      out, ngettext (", %u without owner", ", %u without owner", count->unowned), count->unowned);
  if (count->negative > 0)
    g_string_append_printf (out, ngettext (", %u negative", ", %u negative", count->negative),
                            count->negative);
  return g_string_free (out, FALSE);
}

/* ---------------------------------------------------------------- per launch */

static void
changed_cb (HcHandoffRegisters *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  hc_launch_tell_badges (self->launch);
}

static void
hc_handoff_registers_dispose (GObject *object)
{
  HcHandoffRegisters *self = HC_HANDOFF_REGISTERS (object);

  for (guint i = 0; i < HC_N_HANDOFF_REGISTERS; i++)
    g_clear_object (&self->watches[i]);
  G_OBJECT_CLASS (hc_handoff_registers_parent_class)->dispose (object);
}

static void
hc_handoff_registers_class_init (HcHandoffRegistersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hc_handoff_registers_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hc_handoff_registers_init (HcHandoffRegisters *self)
{
}

HcHandoffRegisters *
hc_handoff_registers_of (HcLaunch *launch)
{
  HcHandoffRegisters *self = g_object_get_data (G_OBJECT (launch), "hc-handoff-registers");

  g_return_val_if_fail (HC_IS_LAUNCH (launch), NULL);

  if (self != NULL)
    return self;
  self = g_object_new (HC_TYPE_HANDOFF_REGISTERS, NULL);
  self->launch = launch;
  for (guint i = 0; i < HC_N_HANDOFF_REGISTERS; i++)
    {
      g_autoptr (HcRecordList) list =
        hc_record_list_new (launch, hc_handoff_registers[i].type, NULL);

      self->watches[i] = hc_register_watch_new (list);
      g_signal_connect_object (self->watches[i], "changed", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_object_set_data_full (G_OBJECT (launch), "hc-handoff-registers", self, g_object_unref);
  return self;
}

HcRecordList *
hc_handoff_registers_list (HcHandoffRegisters *self, guint index)
{
  g_return_val_if_fail (HC_IS_HANDOFF_REGISTERS (self) && index < HC_N_HANDOFF_REGISTERS, NULL);
  return hc_register_watch_list (self->watches[index]);
}

HcDay
hc_handoff_registers_today (HcHandoffRegisters *self)
{
  return hc_calendar_day_of (hc_launch_calendar (self->launch),
                             g_get_real_time () / G_USEC_PER_SEC);
}

HcHandoffCount
hc_handoff_registers_count (HcHandoffRegisters *self, guint index)
{
  HcRecordList *list = hc_handoff_registers_list (self, index);
  HcDay today = hc_handoff_registers_today (self);
  HcHandoffCount count = { 0 };

  for (guint i = 0; i < hc_record_list_count (list); i++)
    {
      const HcRecordData *record = hc_record_data (hc_record_list_at (list, i));

      count.n++;
      count.finished += !hc_handoff_is_open (record, NULL);
      count.overdue += hc_handoff_is_overdue (record, today);
      count.unowned += hc_handoff_is_unowned (record);
      if (index == FEEDBACK)
        count.negative += g_strcmp0 (hc_record_data_get (record, "sentiment"), "negative") == 0;
    }
  return count;
}
