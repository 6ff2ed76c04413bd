/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "hc-import-columns.h"

#include <glib/gi18n.h>

#include "hc-format.h"
#include "hc-import-dates.h"
#include "hc-import-remember.h"
#include "hc-widgets.h"

struct _HcImportColumns
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *header_column;
  GtkLabel *header_sample;
  GtkLabel *header_field;
  GtkLabel *header_origin;
  GtkListBox *mapping_list;
  HcImportDates *dates;
  GtkBox *state_card;
  GtkBox *priority_card;
  HcImportRemember *remember;
  GtkGrid *preview;

  /* Owned */
  GtkStringList *field_names;  /* “Do not import”, then every field by label */
  GtkSizeGroup *column_width;
  GtkSizeGroup *field_width;
  GtkSizeGroup *origin_width;
  GArray *columns;             /* of HcMapColumn: the mapping shown */
  GHashTable *state_values;    /* what a person chose: text → HcStateClass */
  GHashTable *priority_values; /* text → 1–5 */
  char *mapping_key;           /* of the headers shown; other headers rebuild the list */
  gboolean mapping_chosen;     /* a person changed a column */
  gboolean filling;            /* widgets are being set, not changed by a person */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HcImportColumns, hc_import_columns, ADW_TYPE_BIN)

static void
clear_map_column (gpointer data)
{
  g_free (((HcMapColumn *) data)->header);
}

static void
changed (HcImportColumns *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
text_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* ---- mapping ---- */

static guint
field_to_item (HcTicketField field)
{
  return field == HC_TICKET_N_FIELDS ? 0 : (guint) field + 1;
}

static HcTicketField
item_to_field (guint item)
{
  return item == 0 ? HC_TICKET_N_FIELDS : (HcTicketField) (item - 1);
}

static void
field_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, HcImportColumns *self)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop_down), "hc-column"));

  if (self->filling)
    return;
  g_array_index (self->columns, HcMapColumn, i).field =
    item_to_field (gtk_drop_down_get_selected (drop_down));
  self->mapping_chosen = TRUE;
  changed (self);
}

static void
set_origin (GtkWidget *box, const char *origin)
{
  static const struct
  {
    const char *origin;
    const char *icon;
    const char *css_class;
    const char *text;
  } kinds[] = {
    { "known", "emblem-ok-symbolic", "hc-good", N_ ("known") },
    { "new", "starred-symbolic", NULL, N_ ("new column") },
    { "chosen", "document-edit-symbolic", NULL, N_ ("chosen") },
    { "left_out", "list-remove-symbolic", "hc-second", N_ ("left out") },
  };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].origin, origin) == 0)
      {
        GtkWidget *icon = gtk_image_new_from_icon_name (kinds[i].icon);

        if (kinds[i].css_class != NULL)
          gtk_widget_add_css_class (icon, kinds[i].css_class);
        gtk_box_append (GTK_BOX (box), icon);
        gtk_box_append (GTK_BOX (box), text_label (_ (kinds[i].text), "caption"));
      }
}

static void
add_mapping_row (HcImportColumns *self, guint i, const HcInspectColumn *column)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *header = text_label (column->header, NULL);
  const char *first = column->samples[0] != NULL ? column->samples[0] : "–";
  GtkWidget *sample = text_label (first, "hc-second");
  GtkWidget *field = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->field_names)), NULL);
  GtkWidget *origin = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = g_strdup_printf (_ ("Field of column “%s”"), column->header);
  g_autofree char *samples = g_strjoin ("\n", first, column->samples[1], column->samples[2], NULL);

  gtk_label_set_ellipsize (GTK_LABEL (header), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (header), 24);
  gtk_label_set_ellipsize (GTK_LABEL (sample), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (sample), TRUE);
  gtk_widget_set_hexpand (sample, TRUE);
  gtk_widget_set_tooltip_text (header, column->header);
  gtk_widget_set_tooltip_text (sample, samples);
  gtk_widget_add_css_class (field, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (field), "hc-column", GUINT_TO_POINTER (i));
  g_object_set_data (G_OBJECT (row), "hc-field", field);
  g_object_set_data (G_OBJECT (row), "hc-origin", origin);
  gtk_size_group_add_widget (self->column_width, header);
  gtk_size_group_add_widget (self->field_width, field);
  gtk_size_group_add_widget (self->origin_width, origin);
  g_signal_connect_object (field, "notify::selected", G_CALLBACK (field_selected_cb), self, 0);

  gtk_box_append (GTK_BOX (row), header);
  gtk_box_append (GTK_BOX (row), sample);
  gtk_box_append (GTK_BOX (row), field);
  gtk_box_append (GTK_BOX (row), origin);
  gtk_list_box_append (self->mapping_list, row);
}

static char *
headers_key (const HcInspection *inspection)
{
  GString *key = g_string_new (inspection->profile);

  for (guint i = 0; i < inspection->columns->len; i++)
    {
      const HcInspectColumn *column = g_ptr_array_index (inspection->columns, i);

      g_string_append_printf (key, "\x1f%u:%s", column->position, column->header);
    }
  return g_string_free (key, FALSE);
}

static void
rebuild_mapping (HcImportColumns *self, const HcInspection *inspection)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->mapping_list))) != NULL)
    gtk_list_box_remove (self->mapping_list, child);
  self->mapping_chosen = FALSE;
  for (guint i = 0; i < inspection->columns->len; i++)
    add_mapping_row (self, i, g_ptr_array_index (inspection->columns, i));
}

static void
show_mapping (HcImportColumns *self, const HcInspection *inspection)
{
  g_autofree char *key = headers_key (inspection);

  if (g_strcmp0 (key, self->mapping_key) != 0)
    {
      rebuild_mapping (self, inspection);
      g_free (self->mapping_key);
      self->mapping_key = g_steal_pointer (&key);
    }
  g_array_set_size (self->columns, 0);
  for (guint i = 0; i < inspection->columns->len; i++)
    {
      const HcInspectColumn *column = g_ptr_array_index (inspection->columns, i);
      HcMapColumn map = { g_strdup (column->header), column->position, column->field };
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->mapping_list, (int) i);
      GtkWidget *box = gtk_list_box_row_get_child (row);

      g_array_append_val (self->columns, map);
      gtk_drop_down_set_selected (g_object_get_data (G_OBJECT (box), "hc-field"),
                                  field_to_item (column->field));
      set_origin (g_object_get_data (G_OBJECT (box), "hc-origin"), column->origin);
    }
}

/* ---- values ---- */

typedef struct
{
  HcImportColumns *self;
  GHashTable *chosen;
  char *text;
  int first; /* value of item 1 */
} ValueChoice;

static void
value_choice_free (gpointer data, GClosure *closure)
{
  ValueChoice *choice = data;

  g_free (choice->text);
  g_free (choice);
}

static void
value_selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, ValueChoice *choice)
{
  guint item = gtk_drop_down_get_selected (drop_down);

  if (choice->self->filling)
    return;
  if (item == 0)
    g_hash_table_remove (choice->chosen, choice->text);
  else
    g_hash_table_insert (choice->chosen, g_strdup (choice->text),
                         GINT_TO_POINTER (choice->first + (int) item - 1));
  changed (choice->self);
}

static void
add_value_row (HcImportColumns *self,
               GtkGrid *grid,
               int at,
               const HcInspectValue *value,
               const char *const *names,
               int first,
               GHashTable *chosen)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (names);
  g_autofree char *count = hc_format_count ((gint64) value->count);
  g_autofree char *name = g_strdup_printf (_ ("Meaning of “%s”"), value->text);
  GtkWidget *text = text_label (value->text, NULL);
  GtkWidget *number = text_label (count, "hc-second");
  ValueChoice *choice = g_new (ValueChoice, 1);

  *choice = (ValueChoice) { self, chosen, g_strdup (value->text), first };
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 18);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_tooltip_text (text, value->text);
  gtk_widget_add_css_class (number, "numeric");
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_widget_add_css_class (drop_down, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_data (drop_down, "notify::selected", G_CALLBACK (value_selected_cb), choice,
                         value_choice_free, 0);
  gtk_grid_attach (grid, text, 0, at, 1, 1);
  gtk_grid_attach (grid, drop_down, 1, at, 1, 1);
  gtk_grid_attach (grid, number, 2, at, 1, 1);
}

static char *
values_key (GPtrArray *values)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    {
      const HcInspectValue *value = g_ptr_array_index (values, i);

      g_string_append_printf (key, "%s\x1f%" G_GUINT64_FORMAT "\x1f", value->text, value->count);
    }
  return g_string_free (key, FALSE);
}

static void
rebuild_values (HcImportColumns *self,
                GtkBox *card,
                const char *title,
                GPtrArray *values,
                const char *const *names,
                int first,
                GHashTable *chosen)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *heading = text_label (title, "heading");
  GtkWidget *mapped = text_label (NULL, "caption");

  hc_box_clear (card);
  for (guint i = 0; i < values->len; i++)
    add_value_row (self, GTK_GRID (grid), (int) i, g_ptr_array_index (values, i), names, first,
                   chosen);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_box_append (GTK_BOX (head), heading);
  gtk_box_append (GTK_BOX (head), mapped);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_box_append (card, head);
  gtk_box_append (card, grid);
  g_object_set_data (G_OBJECT (card), "hc-mapped", mapped);
  g_object_set_data (G_OBJECT (card), "hc-grid", grid);
}

/* The same texts keep their rows, and with them the focus of who goes through the list by keys. */
static void
show_values (HcImportColumns *self,
             GtkBox *card,
             const char *title,
             GPtrArray *values,
             const char *const *names,
             int first,
             GHashTable *chosen)
{
  g_autofree char *key = values_key (values);
  g_autofree char *mapped = NULL;
  guint known = 0;

  if (g_strcmp0 (g_object_get_data (G_OBJECT (card), "hc-values"), key) != 0)
    {
      rebuild_values (self, card, title, values, names, first, chosen);
      g_object_set_data_full (G_OBJECT (card), "hc-values", g_steal_pointer (&key), g_free);
    }
  for (guint i = 0; i < values->len; i++)
    {
      const HcInspectValue *value = g_ptr_array_index (values, i);
      GtkGrid *grid = g_object_get_data (G_OBJECT (card), "hc-grid");

      known += value->value >= 0;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_grid_get_child_at (grid, 1, (int) i)),
                                  value->value < 0 ? 0 : (guint) (value->value - first + 1));
    }
  mapped = g_strdup_printf (_ ("%u of %u mapped"), known, values->len);
  gtk_label_set_text (g_object_get_data (G_OBJECT (card), "hc-mapped"), mapped);
  gtk_widget_set_visible (GTK_WIDGET (card), values->len > 0);
}

/* ---- preview ---- */

static void
show_preview (HcImportColumns *self, const HcInspection *inspection)
{
  GtkWidget *child;
  int column = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->preview))) != NULL)
    gtk_grid_remove (self->preview, child);
  for (guint field = 0; field < HC_TICKET_N_FIELDS; field++)
    {
      gboolean mapped = FALSE;

      for (guint i = 0; i < inspection->columns->len && !mapped; i++)
        mapped = ((HcInspectColumn *) g_ptr_array_index (inspection->columns, i))->field == field;
      if (!mapped)
        continue;
      gtk_grid_attach (self->preview,
                       text_label (_ (hc_ticket_fields[field].label), "caption-heading"), column, 0,
                       1, 1);
      for (guint row = 0; row < inspection->preview->len; row++)
        {
          const char *const *texts = g_ptr_array_index (inspection->preview, row);
          GtkWidget *cell = text_label (texts[field] == NULL ? "–" : texts[field], "caption");

          gtk_label_set_ellipsize (GTK_LABEL (cell), PANGO_ELLIPSIZE_END);
          gtk_label_set_single_line_mode (GTK_LABEL (cell), TRUE);
          gtk_label_set_max_width_chars (GTK_LABEL (cell), 36);
          gtk_widget_add_css_class (cell, "numeric");
          gtk_grid_attach (self->preview, cell, column, (int) row + 1, 1, 1);
        }
      column++;
    }
}

/* ---- class ---- */

static void
hc_import_columns_finalize (GObject *object)
{
  HcImportColumns *self = HC_IMPORT_COLUMNS (object);

  g_clear_object (&self->field_names);
  g_clear_object (&self->column_width);
  g_clear_object (&self->field_width);
  g_clear_object (&self->origin_width);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->state_values, g_hash_table_unref);
  g_clear_pointer (&self->priority_values, g_hash_table_unref);
  g_clear_pointer (&self->mapping_key, g_free);
  G_OBJECT_CLASS (hc_import_columns_parent_class)->finalize (object);
}

static void
hc_import_columns_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HC_TYPE_IMPORT_COLUMNS);
  G_OBJECT_CLASS (hc_import_columns_parent_class)->dispose (object);
}

static void
hc_import_columns_class_init (HcImportColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hc_import_columns_finalize;
  G_OBJECT_CLASS (klass)->dispose = hc_import_columns_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HC_TYPE_IMPORT_DATES);
  g_type_ensure (HC_TYPE_IMPORT_REMEMBER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/hypercare/Hypercare/ui/hc-import-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, header_column);
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, header_sample);
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, header_field);
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, header_origin);
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, mapping_list);
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, dates);
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, state_card);
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, priority_card);
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, remember);
  gtk_widget_class_bind_template_child (widget_class, HcImportColumns, preview);
}

static void
hc_import_columns_init (HcImportColumns *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->columns = g_array_new (FALSE, TRUE, sizeof (HcMapColumn));
  g_array_set_clear_func (self->columns, clear_map_column);
  self->state_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->priority_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->field_names = gtk_string_list_new (NULL);
  gtk_string_list_append (self->field_names, _ ("Do not import"));
  for (guint i = 0; i < HC_TICKET_N_FIELDS; i++)
    gtk_string_list_append (self->field_names, _ (hc_ticket_fields[i].label));
  self->column_width = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->field_width = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->origin_width = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_size_group_add_widget (self->column_width, GTK_WIDGET (self->header_column));
  gtk_size_group_add_widget (self->field_width, GTK_WIDGET (self->header_field));
  gtk_size_group_add_widget (self->origin_width, GTK_WIDGET (self->header_origin));
  g_signal_connect_swapped (self->dates, "changed", G_CALLBACK (changed), self);
}

/* Whether a person said anything that a next file could be spared to ask. */
static gboolean
has_choice (HcImportColumns *self)
{
  return self->mapping_chosen || g_hash_table_size (self->state_values) > 0 ||
         g_hash_table_size (self->priority_values) > 0 ||
         hc_import_dates_order (self->dates) != HC_DATE_ORDER_AUTO;
}

/* ---- public ---- */

void
hc_import_columns_show (HcImportColumns *self,
                        const HcInspection *inspection,
                        const char *file_name)
{
  const char *states[] = { _ ("Choose…"), _ ("Open"),      _ ("Waiting"), _ ("Resolved"),
                           _ ("Closed"),  _ ("Cancelled"), NULL };
  const char *priorities[] = { _ ("Choose…"),  _ ("Critical"), _ ("High"), _ ("Moderate"),
                               _ ("Low"),      _ ("Planning"), NULL };

  g_return_if_fail (HC_IS_IMPORT_COLUMNS (self));

  self->filling = TRUE;
  show_mapping (self, inspection);
  hc_import_dates_show (self->dates, inspection);
  show_values (self, self->state_card, _ ("State"), inspection->states, states, HC_STATE_OPEN,
               self->state_values);
  show_values (self, self->priority_card, _ ("Priority"), inspection->priorities, priorities, 1,
               self->priority_values);
  show_preview (self, inspection);
  hc_import_remember_show (self->remember,
                           has_choice (self) || g_str_equal (inspection->profile, "generic"),
                           inspection, file_name);
  self->filling = FALSE;
}

static gboolean
is_mapped (HcImportColumns *self, HcTicketField field)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, HcMapColumn, i).field == field)
      return TRUE;
  return FALSE;
}

void
hc_import_columns_fill (HcImportColumns *self, HcImportOptions *options, gboolean to_save)
{
  GHashTableIter iter;
  gpointer text, value;

  g_return_if_fail (HC_IS_IMPORT_COLUMNS (self));

  options->date_order = hc_import_dates_order (self->dates);
  if (to_save)
    options->save_profile = g_strdup (hc_import_remember_name (self->remember));
  if (self->mapping_chosen || options->save_profile != NULL)
    {
      options->columns = g_array_new (FALSE, TRUE, sizeof (HcMapColumn));
      g_array_set_clear_func (options->columns, clear_map_column);
      for (guint i = 0; i < self->columns->len; i++)
        {
          HcMapColumn column = g_array_index (self->columns, HcMapColumn, i);

          column.header = g_strdup (column.header);
          g_array_append_val (options->columns, column);
        }
    }
  options->state_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  options->priority_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->state_values);
  while (g_hash_table_iter_next (&iter, &text, &value))
    g_hash_table_insert (options->state_values, g_strdup (text), value);
  g_hash_table_iter_init (&iter, self->priority_values);
  while (g_hash_table_iter_next (&iter, &text, &value))
    g_hash_table_insert (options->priority_values, g_strdup (text), value);
}

char *
hc_import_columns_problem (HcImportColumns *self)
{
  g_return_val_if_fail (HC_IS_IMPORT_COLUMNS (self), NULL);

  if (!is_mapped (self, HC_TICKET_KEY))
    return g_strdup (_ ("Choose the column that holds the ticket’s key."));
  if (!is_mapped (self, HC_TICKET_OPENED))
    return g_strdup (_ ("Choose the column that holds when the ticket was opened."));
  return g_strdup (hc_import_dates_problem (self->dates));
}
