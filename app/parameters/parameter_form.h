#pragma once

#include <QHash>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <QVariantMap>
#include <QWidget>

#include <limits>

class QFormLayout;

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
};

/// Editors for declared parameters, each named `parameter.<key>`; what lies outside the range
/// cannot be left in them.
class ParameterForm final : public QWidget {
    Q_OBJECT

public:
    explicit ParameterForm(QWidget *parent = nullptr);

    /// Replaces the editors; a key that `values` lacks gets its default.
    void setFields(const QList<ParameterField> &fields, const QVariantMap &values = {});
    [[nodiscard]] QVariantMap values() const;

signals:
    void changed();

private:
    QWidget *makeEditor(const ParameterField &field, const QVariant &value);

    QFormLayout *m_layout;
    QList<ParameterField> m_fields;
    QHash<QString, QWidget *> m_editors;
};

} // namespace agora::app
