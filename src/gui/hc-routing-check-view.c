/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-routing-check-private.h"

#include <glib/gi18n.h>

#include "hc-chart-theme.h"
#include "hc-format.h"
#include "hc-notify.h"
#include "hc-routing-text.h"
#include "hc-widgets.h"

#define STALE_TABLES (HC_TABLES_LAUNCH | HC_TABLES_TICKETS | HC_TABLES_PLAN | HC_TABLES_IMPORT)

/* ---- one row: an index into the pairs ---- */

#define HC_TYPE_PAIR_ITEM (hc_pair_item_get_type ())
G_DECLARE_FINAL_TYPE (HcPairItem, hc_pair_item, HC, PAIR_ITEM, GObject)

struct _HcPairItem
{
  GObject parent_instance;
  HcRoutingPair pair;
};

G_DEFINE_FINAL_TYPE (HcPairItem, hc_pair_item, G_TYPE_OBJECT)

static void
hc_pair_item_class_init (HcPairItemClass *klass)
{
}

static void
hc_pair_item_init (HcPairItem *self)
{
}

/* ---- the view ---- */

G_DEFINE_FINAL_TYPE (HcRoutingCheckView, hc_routing_check_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SUMMARY,
  N_PROPS,
};

enum
{
  BACK,
  SHOW_ROW,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

typedef enum
{
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_N,
  COLUMN_MISROUTED,
  COLUMN_DIRECT,
  COLUMN_SHOULD,
  COLUMN_KIND,
  N_COLUMNS,
} Column;

static const struct
{
  const char *title;
  int width; /* 0: takes the rest */
  gboolean figure;
} columns[N_COLUMNS] = {
  { N_("From"), 0, FALSE },
  { N_("To"), 0, FALSE },
  { N_("Tickets"), 84, TRUE },
  { N_("After the Hop"), 128, TRUE },
  { N_("Direct"), 124, TRUE },
  { N_("Should Have Had It"), 148, FALSE },
  { N_("Judged"), 84, FALSE },
};

const HcRoutingPair *
hc_routing_check_view_pair (HcRoutingCheckView *self)
{
  HcPairItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? &item->pair : NULL;
}

static char *
should_text (HcRoutingCheckView *self, const HcRoutingPair *pair)
{
  HcRoutingAdvice advice = hc_routing_check_view_advise (self, pair);
  g_autofree char *responsible = NULL;

  if (advice.duty == NULL)
    return g_strdup (HC_FORMAT_MISSING);
  responsible = hc_routing_responsible (self->model, advice.duty->id);
  return *responsible != '\0' ? g_steal_pointer (&responsible) : g_strdup (HC_FORMAT_MISSING);
}

static char *
column_text (HcRoutingCheckView *self, const HcRoutingPair *pair, Column column)
{
  switch (column)
    {
    case COLUMN_FROM:
      return g_strdup (hc_routing_group (self->check, pair->from));
    case COLUMN_TO:
      return g_strdup (hc_routing_group (self->check, pair->to));
    case COLUMN_N:
      return hc_format_count (pair->n);
    case COLUMN_MISROUTED:
      return hc_routing_median_text (&pair->misrouted);
    case COLUMN_DIRECT:
      return hc_routing_median_text (&pair->direct);
    case COLUMN_SHOULD:
      return should_text (self, pair);
    case COLUMN_KIND:
    case N_COLUMNS:
    default:
      return g_strdup (hc_routing_kind_text (pair->kind));
    }
}

static Column
factory_column (GtkListItemFactory *factory)
{
  return (Column) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
setup_cell_cb (GtkListItemFactory *factory, GtkListItem *item, HcRoutingCheckView *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean figure = columns[factory_column (factory)].figure;

  gtk_label_set_xalign (GTK_LABEL (label), figure ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), figure ? -1 : 8);
  if (figure)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkListItemFactory *factory, GtkListItem *item, HcRoutingCheckView *self)
{
  HcPairItem *pair = gtk_list_item_get_item (item);
  g_autofree char *text = column_text (self, &pair->pair, factory_column (factory));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

static gboolean
is_figure (gpointer data, guint column)
{
  return columns[column].figure;
}

static void
add_columns (HcRoutingCheckView *self)
{
  double scale = hc_text_scale_for_widget (GTK_WIDGET (self));

  for (int i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (i));
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), self);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), self);
      column = gtk_column_view_column_new (_(columns[i].title), factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].width == 0);
      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (column, (int) (columns[i].width * scale));
      gtk_column_view_append_column (self->view, column);
    }
  hc_column_view_align_headers (self->view, is_figure, NULL);
}

/* ---------------------------------------------------------------- content */

static void
set_summary (HcRoutingCheckView *self, char *summary)
{
  g_free (self->summary);
  self->summary = summary;
  gtk_label_set_text (self->summary_label, summary);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

/* The same pair stays selected. */
static void
fill_items (HcRoutingCheckView *self, const HcRoutingPair *before, const HcRoutingCheck *old)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *from = before != NULL ? g_strdup (hc_routing_group (old, before->from)) : NULL;
  g_autofree char *to = before != NULL ? g_strdup (hc_routing_group (old, before->to)) : NULL;
  guint selected = 0;

  for (guint i = 0; i < self->check->pairs->len; i++)
    {
      HcPairItem *item = g_object_new (HC_TYPE_PAIR_ITEM, NULL);

      item->pair = g_array_index (self->check->pairs, HcRoutingPair, i);
      g_ptr_array_add (items, item);
      if (g_strcmp0 (hc_routing_group (self->check, item->pair.from), from) == 0 &&
          g_strcmp0 (hc_routing_group (self->check, item->pair.to), to) == 0)
        selected = i;
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, selected);
}

static void
show_check (HcRoutingCheckView *self)
{
  g_autofree char *basis = hc_routing_basis (self->check);
  gboolean has_pairs = self->check->pairs->len > 0;

  gtk_label_set_text (self->basis_label, basis);
  set_summary (self, hc_routing_summary (self->check));
  if (self->check->coverage.method == HC_ROUTING_HISTORY)
    adw_status_page_set_title (self->status_page, _("No Ticket Changed Its Group"));
  else
    adw_status_page_set_title (self->status_page, _("Pairs Are Not Known"));
  adw_status_page_set_description (self->status_page, basis);
  gtk_stack_set_visible_child_name (self->stack, has_pairs ? "pairs" : "none");
  hc_routing_check_view_update_actions (self);
}

static void
take_check (HcRoutingCheckView *self, HcRoutingCheck *check)
{
  g_autoptr (HcRoutingCheck) old = self->check;
  const HcRoutingPair *selected = hc_routing_check_view_pair (self);
  HcRoutingPair before = { 0 };

  if (selected != NULL)
    before = *selected;
  self->check = check;
  fill_items (self, selected != NULL ? &before : NULL, old);
  show_check (self);
}

static gpointer
load_job (HcDb *db, gpointer data, GError **error)
{
  return hc_routing_check_load (db, error);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HcRoutingCheckView) self = user_data;
  g_autoptr (GError) error = NULL;
  HcRoutingCheck *check = hc_store_job_finish (HC_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (check != NULL)
    take_check (self, check);
  else
    hc_notify_error (GTK_WIDGET (self), _("The routing could not be read"), error);
}

void
hc_routing_check_view_refresh (HcRoutingCheckView *self)
{
  g_return_if_fail (HC_IS_ROUTING_CHECK_VIEW (self));

  self->is_shown = TRUE;
  if (!self->is_stale || self->launch == NULL)
    return;
  self->is_stale = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hc_store_read_async (hc_launch_store (self->launch), load_job, NULL, NULL,
                       (GDestroyNotify) hc_routing_check_free, self->cancellable, loaded_cb,
                       g_object_ref (self));
}

static void
launch_changed_cb (HcRoutingCheckView *self, guint tables)
{
  if ((tables & STALE_TABLES) == 0)
    return;
  self->is_stale = TRUE;
  if (self->is_shown && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    hc_routing_check_view_refresh (self);
}

/* Who should have had a pair rests on the matrix. */
static void
model_changed_cb (HcRoutingCheckView *self)
{
  HcRoutingPair before;
  const HcRoutingPair *selected = hc_routing_check_view_pair (self);

  if (self->check == NULL)
    return;
  if (selected != NULL)
    {
      before = *selected;
      fill_items (self, &before, self->check);
    }
  hc_routing_check_view_update_actions (self);
}

/* ---------------------------------------------------------------- callbacks */

static void
back_cb (HcRoutingCheckView *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
activate_cb (HcRoutingCheckView *self)
{
  hc_routing_check_view_focus_action (self);
}

static void
show_row_cb (HcRoutingCheckView *self)
{
  const HcRoutingPair *pair = hc_routing_check_view_pair (self);
  HcRoutingAdvice advice = hc_routing_check_view_advise (self, pair);

  if (advice.duty != NULL)
    g_signal_emit (self, signals[SHOW_ROW], 0, advice.duty->id);
}

/* ---------------------------------------------------------------- class */

static void
hc_routing_check_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SUMMARY)
    g_value_set_string (value, HC_ROUTING_CHECK_VIEW (object)->summary);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hc_routing_check_view_dispose (GObject *object)
{
  HcRoutingCheckView *self = HC_ROUTING_CHECK_VIEW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  g_clear_object (&self->model);
  g_clear_object (&self->launch);
  g_clear_pointer (&self->check, hc_routing_check_free);
  g_clear_pointer (&self->summary, g_free);
  G_OBJECT_CLASS (hc_routing_check_view_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-routing-check-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, stack);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, status_page);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, basis_label);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, view);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, back_button);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, pair_label);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, advice_label);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, map_from_button);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, map_to_button);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, hop_button);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, dispatcher_button);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, fix_button);
  gtk_widget_class_bind_template_child (widget_class, HcRoutingCheckView, show_button);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, hc_routing_check_view_declare_cb);
  gtk_widget_class_bind_template_callback (widget_class, hc_routing_check_view_dispatch_cb);
  gtk_widget_class_bind_template_callback (widget_class, hc_routing_check_view_fix_cb);
}

static void
hc_routing_check_view_class_init (HcRoutingCheckViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hc_routing_check_view_get_property;
  object_class->dispose = hc_routing_check_view_dispose;
  properties[PROP_SUMMARY] =
    g_param_spec_string ("summary", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[SHOW_ROW] = g_signal_new ("show-row", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
hc_routing_check_view_init (HcRoutingCheckView *self)
{
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (HC_TYPE_PAIR_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  add_columns (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

void
hc_routing_check_view_set_launch (HcRoutingCheckView *self, HcLaunch *launch)
{
  g_return_if_fail (HC_IS_ROUTING_CHECK_VIEW (self) && self->launch == NULL);

  self->launch = g_object_ref (launch);
  self->model = g_object_ref (hc_ownership_model_of (launch));
  g_signal_connect_object (launch, "changed", G_CALLBACK (launch_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (hc_routing_check_view_update_actions), self,
                           G_CONNECT_SWAPPED);
}

const char *
hc_routing_check_view_summary (HcRoutingCheckView *self)
{
  g_return_val_if_fail (HC_IS_ROUTING_CHECK_VIEW (self), NULL);
  return self->summary;
}

gboolean
hc_routing_check_view_has_pairs (HcRoutingCheckView *self)
{
  g_return_val_if_fail (HC_IS_ROUTING_CHECK_VIEW (self), FALSE);
  return self->check != NULL && self->check->pairs->len > 0;
}

void
hc_routing_check_view_focus (HcRoutingCheckView *self)
{
  g_return_if_fail (HC_IS_ROUTING_CHECK_VIEW (self));

  if (hc_routing_check_view_has_pairs (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  else
    gtk_widget_grab_focus (self->back_button);
}
