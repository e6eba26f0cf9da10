#pragma once

#include <QLineEdit>

namespace agora::app {

/// What is wrong with a text, and where.
struct TextProblem {
    int at = -1; ///< character from 0; −1 = nowhere in particular
    QString sentence;
};

/// A line of text that underlines the place where it is wrong.
class FormulaEdit final : public QLineEdit {
    Q_OBJECT

public:
    using QLineEdit::QLineEdit;
    /// From this character to the end of its word; −1 = nothing is wrong.
    void setProblemAt(int character);
    [[nodiscard]] int problemAt() const { return m_problemAt; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] double xOf(int character) const;
    int m_problemAt = -1;
};

} // namespace agora::app
