/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What needs an answer first: cohorts, which issue to merge, what to split off. In popovers at the
 * row. */

#include "config.h"

#include "hc-catalog-page-private.h"

#include <glib/gi18n.h>

/* ---------------------------------------------------------------- ends of commands */

static void
focus_result (HcCatalogPage *self, const char *id)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  hc_catalog_page_show_issue (self, id);
  hc_register_view_focus (self->view);
}

static void
cohorts_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcCatalogPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_catalog_finish (HC_CATALOG (object), result, &error);

  if (id == NULL)
    hc_page_report (HC_PAGE (self), _("The cohorts could not be set"), error);
}

static void
merged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcCatalogPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_catalog_finish (HC_CATALOG (object), result, &error);

  if (id == NULL)
    {
      hc_page_report (HC_PAGE (self), _("The issues could not be merged"), error);
      return;
    }
  focus_result (self, id);
  hc_page_toast (HC_PAGE (self), _("Issues merged"), _("_Undo"), "win.undo");
}

static void
split_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcCatalogPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = hc_catalog_finish (HC_CATALOG (object), result, &error);

  if (id == NULL)
    {
      hc_page_report (HC_PAGE (self), _("The issue could not be split"), error);
      return;
    }
  focus_result (self, id);
  hc_page_toast (HC_PAGE (self), _("Issue split"), _("_Undo"), "win.undo");
}

/* ---------------------------------------------------------------- cohorts */

static void
cohorts_set_cb (HcCatalogPage *self, GStrv ids)
{
  hc_register_view_focus (self->view);
  if (self->cohort_ids != NULL)
    hc_catalog_set_cohorts_async (self->catalog, (const char *const *) self->cohort_ids,
                                  (const char *const *) ids, cohorts_done_cb, g_object_ref (self));
  g_clear_pointer (&self->cohort_ids, g_strfreev);
}

void
hc_catalog_page_edit_cohorts (HcCatalogPage *self, const char *const *ids, GtkWidget *cell)
{
  guint n = g_strv_length ((char **) ids);
  HcRecord *issue = hc_register_view_selected (self->view);
  g_autoptr (GPtrArray) chosen = hc_catalog_cohort_ids (self->catalog, hc_record_id (issue));
  g_autofree char *heading = NULL;

  if (n > 1)
    heading = g_strdup_printf (ngettext ("Cohorts of %u issue", "Cohorts of %u issues", n), n);
  else
    heading = g_strdup_printf (_("Cohorts of “%s”"), hc_record_title (issue));
  g_strfreev (self->cohort_ids);
  self->cohort_ids = g_strdupv ((char **) ids);
  hc_cohort_popover_open (self->cohorts, cell, heading,
                           hc_catalog_list (self->catalog, HC_CATALOG_COHORTS), chosen);
}

/* ---------------------------------------------------------------- merge, split */

static const HcField merge_field = { "merge", N_ ("Merge"), HC_VALUE_REFERENCE, HC_FIELD_REQUIRED,
                                     .reference = "issue" };
static const HcField title_field = { "title", N_ ("Title"), HC_VALUE_TEXT, HC_FIELD_REQUIRED };
static const HcField words_field = { "words", N_ ("Words"), HC_VALUE_TEXT, 0 };

static void
ask (HcCatalogPage *self, HcCatalogAsks asks, const HcField *field, const char *heading)
{
  self->asks = asks;
  hc_cell_editor_open (self->editor, hc_register_view_anchor (self->view, self->asked_id, NULL),
                       heading, field, NULL,
                       field->type == HC_VALUE_REFERENCE
                         ? hc_catalog_list (self->catalog, HC_CATALOG_ISSUES)
                         : NULL,
                       NULL);
}

static char *
offer_other (const HcRecordData *candidate, gpointer data)
{
  HcCatalogPage *self = data;
  const char *code = hc_record_data_get (candidate, "code");

  if (g_strcmp0 (candidate->id, self->asked_id) == 0)
    return NULL;
  return g_strdup_printf ("%s %s", code != NULL ? code : "", hc_record_data_title (candidate));
}

static void
take_title (HcCatalogPage *self, const char *title)
{
  g_free (self->split_title);
  self->split_title = g_strdup (title);
  ask (self, HC_CATALOG_ASKS_SPLIT_WORDS, &words_field,
       _("Take along tickets whose title has these words (empty: none)"));
}

static void
answered_cb (HcCatalogPage *self, const char *value, int move)
{
  HcCatalogAsks asks = self->asks;

  self->asks = HC_CATALOG_ASKS_NOTHING;
  switch (asks)
    {
    case HC_CATALOG_ASKS_MERGE:
      hc_catalog_merge_async (self->catalog, self->asked_id, value, merged_cb, g_object_ref (self));
      break;
    case HC_CATALOG_ASKS_SPLIT_TITLE:
      take_title (self, value);
      return;
    case HC_CATALOG_ASKS_SPLIT_WORDS:
      hc_catalog_split_async (self->catalog, self->asked_id, self->split_title, value, split_cb,
                              g_object_ref (self));
      break;
    case HC_CATALOG_ASKS_NOTHING:
      break;
    }
  hc_register_view_focus (self->view);
}

static void
given_up_cb (HcCatalogPage *self)
{
  self->asks = HC_CATALOG_ASKS_NOTHING;
  hc_register_view_focus (self->view);
}

static gboolean
take_asked (HcCatalogPage *self)
{
  g_free (self->asked_id);
  self->asked_id = g_strdup (hc_register_view_selected_id (self->view));
  return self->asked_id != NULL;
}

/* Two marked rows: the other one goes into the selected one. */
void
hc_catalog_page_merge (HcCatalogPage *self)
{
  g_auto (GStrv) ids = hc_register_view_dup_marked (self->view);
  HcRecord *issue = hc_register_view_selected (self->view);
  g_autofree char *heading = NULL;

  if (issue == NULL || !take_asked (self))
    return;
  if (g_strv_length (ids) == 2)
    {
      gboolean first = g_strcmp0 (ids[0], self->asked_id) == 0;

      hc_catalog_merge_async (self->catalog, first ? ids[0] : ids[1], first ? ids[1] : ids[0],
                              merged_cb, g_object_ref (self));
      return;
    }
  heading = g_strdup_printf (_("Which issue goes into “%s”?"), hc_record_title (issue));
  hc_cell_editor_set_offer (self->editor, offer_other, self);
  ask (self, HC_CATALOG_ASKS_MERGE, &merge_field, heading);
}

void
hc_catalog_page_split (HcCatalogPage *self)
{
  HcRecord *issue = hc_register_view_selected (self->view);
  g_autofree char *heading = NULL;

  if (issue == NULL || !take_asked (self))
    return;
  heading = g_strdup_printf (_("Title of the part of “%s”"), hc_record_title (issue));
  ask (self, HC_CATALOG_ASKS_SPLIT_TITLE, &title_field, heading);
}

void
hc_catalog_page_init_asking (HcCatalogPage *self)
{
  self->cohorts = hc_cohort_popover_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->cohorts, "set", G_CALLBACK (cohorts_set_cb), self);
  self->editor = hc_cell_editor_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->editor, "set", G_CALLBACK (answered_cb), self);
  g_signal_connect_swapped (self->editor, "cancelled", G_CALLBACK (given_up_cb), self);
}
