#pragma once

#include "app/parameters/formula_edit.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <QVariantMap>
#include <QWidget>

#include <functional>
#include <limits>
#include <optional>

class QFormLayout;
class QLabel;
class QToolButton;

namespace agora::app {

/// One value that a user may set, whoever declared it: an indicator or a brain.
struct ParameterField {
    enum class Type {
        Integer,
        Number,
        Flag,
        Text,
        Choice,
        EditableChoice ///< one of the choices, or a text of the user's own
    };
    QString key;
    QString title;
    QString description;
    Type type = Type::Text;
    QVariant defaultValue;
    double min = std::numeric_limits<double>::lowest();
    double max = std::numeric_limits<double>::max();
    double step = 1;
    QStringList choices;
    QStringList choiceTitles; ///< as many as choices
    /// What is wrong with a text; shown below it, the place underlined. Empty = anything goes.
    std::function<std::optional<TextProblem>(const QString &)> check;
};

/// Editors for declared parameters, each named `parameter.<key>`; what lies outside the range
/// cannot be left in them. Beside each stands a button that brings its default back
/// (`parameter.default.<key>`).
class ParameterForm final : public QWidget {
    Q_OBJECT

public:
    explicit ParameterForm(QWidget *parent = nullptr);

    /// Replaces the editors; a key that `values` lacks gets its default.
    void setFields(const QList<ParameterField> &fields, const QVariantMap &values = {});
    [[nodiscard]] QVariantMap values() const;
    /// The first text that is wrong; empty when all can be used.
    [[nodiscard]] QString problem() const;

signals:
    void changed();

private:
    struct Row {
        QWidget *editor = nullptr;
        QToolButton *reset = nullptr;
        QLabel *problem = nullptr; ///< of texts that are checked
    };
    QWidget *makeEditor(const ParameterField &field, const QVariant &value);
    QWidget *makeRow(const ParameterField &field, const QVariant &value);
    void setValue(const ParameterField &field, const QVariant &value);
    [[nodiscard]] QVariant valueOf(const ParameterField &field) const;
    void showRow(const ParameterField &field);
    void edited();

    QFormLayout *m_layout;
    QList<ParameterField> m_fields;
    QHash<QString, Row> m_rows;
};

} // namespace agora::app
