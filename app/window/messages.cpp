#include "app/window/messages.h"

#include <QMessageBox>
#include <QPushButton>

namespace agora::app {

namespace {
QMessageBox *makeBox(QWidget *parent, QMessageBox::Icon icon, const QString &text)
{
    auto *box = new QMessageBox(icon, QStringLiteral("Agora"), text, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    return box;
}
} // namespace

void showProblem(QWidget *parent, const QString &sentence)
{
    auto *box = makeBox(parent, QMessageBox::Warning, sentence);
    box->setObjectName(QStringLiteral("problem"));
    box->setStandardButtons(QMessageBox::Ok);
    box->open();
}

void confirm(QWidget *parent, const QString &objectName, const QString &question,
    const QString &yesText, std::function<void()> yes)
{
    auto *box = makeBox(parent, QMessageBox::Question, question);
    box->setObjectName(objectName);
    auto *agree = box->addButton(yesText, QMessageBox::AcceptRole);
    agree->setObjectName(objectName + QStringLiteral(".yes"));
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(agree, &QPushButton::clicked, parent, [yes = std::move(yes)] { yes(); });
    box->open();
}

} // namespace agora::app
