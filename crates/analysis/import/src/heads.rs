//! The heads that form tools put over columns of their own, in the languages in which they export.

use crate::mask::words;

/// A column that a form tool adds to the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToolColumn {
    /// The number of the response.
    Id,
    /// When somebody began.
    Start,
    /// When the answers were sent.
    Completion,
    /// The address of who answered.
    Email,
    /// The name of who answered.
    Name,
    /// When the answers last changed.
    Modified,
    /// The language that the form was shown in.
    Language,
    /// Points of a quiz.
    Score,
}

/// The tool that made an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// Microsoft Forms: options end with `;`.
    Microsoft,
    /// Google Forms: options stand between commas.
    Google,
}

/// The heads of Microsoft Forms in English, French, Spanish, Portuguese and Arabic.
const MICROSOFT: &[(ToolColumn, &[&str])] = &[
    (ToolColumn::Id, &["ID", "المعرف", "المعرّف"]),
    (
        ToolColumn::Start,
        &["Start time", "Heure de début", "Hora de inicio", "Hora de início", "وقت البدء", "وقت البداية"],
    ),
    (
        ToolColumn::Completion,
        &[
            "Completion time",
            "Heure de fin",
            "Heure d'achèvement",
            "Hora de finalización",
            "Hora de conclusão",
            "Hora da conclusão",
            "وقت الإكمال",
            "وقت الانتهاء",
        ],
    ),
    (
        ToolColumn::Email,
        &[
            "Email",
            "E-mail",
            "Adresse de messagerie",
            "Adresse e-mail",
            "Courrier électronique",
            "Correo electrónico",
            "Correio eletrónico",
            "البريد الإلكتروني",
        ],
    ),
    (ToolColumn::Name, &["Name", "Nom", "Nombre", "Nome", "الاسم"]),
    (
        ToolColumn::Modified,
        &[
            "Last modified time",
            "Heure de la dernière modification",
            "Hora de la última modificación",
            "Hora da última modificação",
            "وقت آخر تعديل",
        ],
    ),
    (ToolColumn::Language, &["Language", "Langue", "Idioma", "اللغة"]),
    (
        ToolColumn::Score,
        &[
            "Total points",
            "Nombre total de points",
            "Puntos totales",
            "Total de pontos",
            "إجمالي النقاط",
            "Quiz feedback",
        ],
    ),
];

/// The heads of Google Forms in the same languages.
const GOOGLE: &[(ToolColumn, &[&str])] = &[
    (
        ToolColumn::Completion,
        &[
            "Timestamp",
            "Horodateur",
            "Horodatage",
            "Marca temporal",
            "Carimbo de data/hora",
            "Carimbo de hora",
            "Data/hora",
            "طابع زمني",
            "الطابع الزمني",
        ],
    ),
    (
        ToolColumn::Email,
        &[
            "Email Address",
            "Adresse e-mail",
            "Dirección de correo electrónico",
            "Endereço de e-mail",
            "Endereço de email",
            "عنوان البريد الإلكتروني",
        ],
    ),
    (
        ToolColumn::Name,
        &[
            "Username",
            "Nom d'utilisateur",
            "Nombre de usuario",
            "Nome de usuário",
            "Nome de utilizador",
            "اسم المستخدم",
        ],
    ),
    (ToolColumn::Score, &["Score", "Note", "Puntuación", "Pontuação", "النتيجة"]),
];

/// The column of a form tool that has this head.
fn tool_column(head: &str, of: &[(ToolColumn, &[&str])]) -> Option<ToolColumn> {
    let wanted = words(head);
    of.iter().find(|(_, heads)| heads.iter().any(|known| words(known) == wanted)).map(|(column, _)| *column)
}

/// Which of the first columns the form tool added, and which tool it is. A form may ask for a name itself: a head counts only
/// where it stands before every question, and where the tool says when the answers were sent.
pub fn tool_columns(heads: &[&str]) -> (Option<Tool>, Vec<ToolColumn>) {
    let leading = |of| -> Vec<ToolColumn> { heads.iter().map_while(|head| tool_column(head, of)).collect() };
    let (microsoft, google) = (leading(MICROSOFT), leading(GOOGLE));
    let has_time = |columns: &[ToolColumn]| columns.contains(&ToolColumn::Completion);
    if has_time(&microsoft) && microsoft.len() >= google.len() {
        (Some(Tool::Microsoft), microsoft)
    } else if has_time(&google) {
        (Some(Tool::Google), google)
    } else {
        (None, Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::{Tool, ToolColumn, tool_columns};

    #[test]
    fn tools_are_known_by_their_first_columns() {
        for heads in [
            ["ID", "Start time", "Completion time", "Email", "Name", "Your name"],
            ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Nom"],
            ["ID", "Hora de inicio", "Hora de finalización", "Correo electrónico", "Nombre", "País"],
            ["ID", "Hora de início", "Hora de conclusão", "Email", "Nome", "Questão"],
            ["المعرف", "وقت البدء", "وقت الإكمال", "البريد الإلكتروني", "الاسم", "البلد"],
        ] {
            let (tool, columns) = tool_columns(&heads);
            assert_eq!(tool, Some(Tool::Microsoft), "{heads:?}");
            assert_eq!(
                columns[..5],
                [ToolColumn::Id, ToolColumn::Start, ToolColumn::Completion, ToolColumn::Email, ToolColumn::Name]
            );
        }
        for head in ["Timestamp", "Horodateur", "Marca temporal", "Carimbo de data/hora", "طابع زمني"] {
            assert_eq!(tool_columns(&[head, "Question"]), (Some(Tool::Google), vec![ToolColumn::Completion]), "{head}");
        }
        assert_eq!(tool_columns(&["Name", "Email"]), (None, Vec::new()));
    }
}
