#include "app/window/messages.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <QPushButton>

namespace agora::app {

namespace {

QString word(const char *text) { return QCoreApplication::translate("buttons", text); }

QMessageBox *makeBox(QWidget *parent, QMessageBox::Icon icon, const QString &text)
{
    auto *box = new QMessageBox(icon, QStringLiteral("Agora"), text, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    return box;
}
} // namespace

void nameButtons(QDialogButtonBox &buttons)
{
    const std::pair<QDialogButtonBox::StandardButton, const char *> words[]
        = {{QDialogButtonBox::Ok, QT_TRANSLATE_NOOP("buttons", "OK")},
            {QDialogButtonBox::Apply, QT_TRANSLATE_NOOP("buttons", "Apply")},
            {QDialogButtonBox::Cancel, QT_TRANSLATE_NOOP("buttons", "Cancel")}};
    for (const auto &[which, text] : words)
        if (auto *button = buttons.button(which))
            button->setText(word(text));
}

void showProblem(QWidget *parent, const QString &sentence)
{
    auto *box = makeBox(parent, QMessageBox::Warning, sentence);
    box->setObjectName(QStringLiteral("problem"));
    box->addButton(word("OK"), QMessageBox::AcceptRole);
    box->open();
}

void confirm(QWidget *parent, const QString &objectName, const QString &question,
    const QString &yesText, std::function<void()> yes)
{
    auto *box = makeBox(parent, QMessageBox::Question, question);
    box->setObjectName(objectName);
    auto *agree = box->addButton(yesText, QMessageBox::AcceptRole);
    agree->setObjectName(objectName + QStringLiteral(".yes"));
    auto *cancel = box->addButton(word("Cancel"), QMessageBox::RejectRole);
    box->setDefaultButton(cancel);
    box->setEscapeButton(cancel);
    QObject::connect(agree, &QPushButton::clicked, parent, [yes = std::move(yes)] { yes(); });
    box->open();
}

} // namespace agora::app
