# Puts the certificate (CERTIFICATE: base64 of a .pfx, CERTIFICATE_PASSWORD) into the person's store and
# tells the build its thumbprint and where signtool is. Skipped without a certificate.
$ErrorActionPreference = "Stop"

if (-not $env:CERTIFICATE) {
    Write-Output "No certificate: nothing is signed."
    exit 0
}

$file = Join-Path $env:RUNNER_TEMP "certificate.pfx"
try {
    [IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($env:CERTIFICATE))
    $password = ConvertTo-SecureString $env:CERTIFICATE_PASSWORD -AsPlainText -Force
    $certificate = Import-PfxCertificate -FilePath $file -CertStoreLocation Cert:\CurrentUser\My -Password $password
} finally {
    Remove-Item $file -ErrorAction SilentlyContinue
}

$tools = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" | Sort-Object FullName
"MOEBIUS_SIGN_THUMBPRINT=$($certificate.Thumbprint)" | Out-File $env:GITHUB_ENV -Append -Encoding utf8
"MOEBIUS_SIGNTOOL=$($tools[-1].FullName)" | Out-File $env:GITHUB_ENV -Append -Encoding utf8
