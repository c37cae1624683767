export const TEMPLATES: readonly string[] = [
  `CREATE TABLE general_email_templates (
    template_id varchar(100) PRIMARY KEY,
    template_subject text NOT NULL,
    template_html_body text NOT NULL,
    template_text_body text NOT NULL DEFAULT '',
    version int NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  )`,
];
